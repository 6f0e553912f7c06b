using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>A server in a process of its own that is started again whenever it dies, as a service manager does it.</summary>
internal sealed class RestartedServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Uri _broker;
    private readonly string[] _arguments;
    private readonly Task _running;
    private Process? _process;
    private bool _ended;
    private int _starts;

    /// <param name="broker">Where it serves.</param>
    /// <param name="arguments">What it is told.</param>
    public RestartedServer(Uri broker, params string[] arguments)
    {
        (_broker, _arguments) = (broker, arguments);
        _running = RunAsync();
    }

    /// <summary>How often it was started.</summary>
    public int Starts => Volatile.Read(ref _starts);

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _ended = true;
            _process?.Kill();
        }

        await _running.WaitAsync(TestTimeouts.Step);
    }

    private async Task RunAsync()
    {
        while (Start() is { } process)
        {
            using (process)
            {
                await process.WaitForExitAsync();
            }
        }
    }

    private Process? Start()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return null;
            }

            _process = Process.Start(ServerProcess.StartOf(_broker, _arguments))!;
        }

        Interlocked.Increment(ref _starts);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process;
    }
}
