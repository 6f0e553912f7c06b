using System.Diagnostics;
using System.Text.Json;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.Soak.Processes;

/// <summary>A client or server in a process of its own. It ends when its standard input closes, so it cannot outlive us.</summary>
internal sealed class SoakChild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;
    private volatile bool _mayEnd;

    private SoakChild(ChildSettings settings)
    {
        Name = settings.Name;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[ChildSettings.Variable] = JsonSerializer.Serialize(settings);
        _process = Process.Start(start)!;
        string errors = new SoakFolder(settings.Folder).Log($"{Name}.stderr");
        _process.ErrorDataReceived += (_, line) =>
        {
            // Null at its end.
            if (line.Data is not null)
            {
                File.AppendAllText(errors, line.Data + "\n");
            }
        };
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    /// <summary>Ended although nobody asked it to.</summary>
    public bool Died => !_mayEnd && _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static async Task<SoakChild> StartAsync(ChildSettings settings)
    {
        var child = new SoakChild(settings);
        await child.ReadAsync();
        return child;
    }

    public async Task SwitchAsync(bool on) => await AskAsync(on ? "on" : "off");

    public async Task<ChildSample> SampleAsync() => JsonSerializer.Deserialize<ChildSample>(await AskAsync("sample"))!;

    /// <summary>How often each sign of a fault was seen in it.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SignsAsync() => JsonSerializer.Deserialize<Dictionary<string, long>>(await AskAsync("signs"))!;

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _mayEnd = true;
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
    }

    /// <summary>SIGTERM, and waits until it has drained. False if it did not end in order.</summary>
    public async Task<bool> TerminateAsync()
    {
        _mayEnd = true;
        await ProcessRunner.RunAsync("/bin/sh", ["-c", "kill -TERM \"$0\"", $"{_process.Id}"], TestTimeouts.Step);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Command);
            return _process.ExitCode == 0;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _mayEnd = true;
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _turn.Dispose();
    }

    private async Task<string> AskAsync(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
            return await ReadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new IOException($"{Name} has ended.");
}
