using System.Diagnostics;

namespace TypedRpc.TestSupport.Processes;

/// <summary>A daemon that cannot outlive this process, however this process ends.</summary>
internal sealed class LeashedProcess : IAsyncDisposable
{
    // The kernel closes the write end of standard input when its owner dies, even by SIGKILL; the guard waits for that.
    // SIGHUP and SIGINT reach the whole foreground group, so the shell must survive them to reap the daemon.
    private const string Leash = """
        trap '' HUP INT
        exec 3<&0 >"$1" 2>&1
        shift
        "$@" </dev/null 3<&- &
        daemon=$!
        (read -r _ <&3; kill -KILL "$daemon") &
        guard=$!
        wait "$daemon"
        code=$?
        kill "$guard"
        exit "$code"
        """;

    private readonly Process _shell;
    private bool _disposed;

    private LeashedProcess(Process shell) => _shell = shell;

    public bool HasExited => _disposed || _shell.HasExited;

    public static LeashedProcess Start(
        string outputFile, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Leash, "leash", outputFile, .. command]) { RedirectStandardInput = true };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return new LeashedProcess(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(TestTimeouts.Step);
        _shell.Dispose();
        _disposed = true;
    }
}
