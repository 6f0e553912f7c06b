using System.Collections.Concurrent;
using System.Diagnostics;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>A server, or client, in a process of its own, to be killed. It ends with this process at the latest.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a program of the test server.</summary>
    public static ServerProcess Start(Uri broker, params string[] arguments) => new(Process.Start(StartOf(broker, arguments))!);

    /// <summary>How a program of the test server is started.</summary>
    public static ProcessStartInfo StartOf(Uri broker, params string[] arguments)
    {
        string? self = Environment.ProcessPath;
        string dotnet = Path.GetFileNameWithoutExtension(self) == "dotnet" ? self! : "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(TestServer.IHasher).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__rabbitmq"] = broker.ToString();
        return start;
    }

    /// <summary>Starts a server of the ledger's calls and waits until it serves.</summary>
    public static async Task<ServerProcess> ServeAsync(Uri broker, string ledger, bool dies = false)
    {
        ServerProcess server = Start(broker, dies ? ["ledger", ledger, "die"] : ["ledger", ledger]);
        await server.PrintsAsync("serving");
        return server;
    }

    /// <summary>The first line that has the text, as soon as there is one.</summary>
    public async Task<string> PrintsAsync(string text)
    {
        await Eventually.TrueAsync(() => _process.HasExited || _lines.Any(line => line.Contains(text, StringComparison.Ordinal)), TestTimeouts.Command);
        return _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) ?? throw new InvalidOperationException(string.Join('\n', _lines));
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, as an orchestrator does, and waits until it has. Returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        return await ExitsAsync();
    }

    /// <summary>Sends it a signal: STOP, for example, and CONT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> ExitsAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Command);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
