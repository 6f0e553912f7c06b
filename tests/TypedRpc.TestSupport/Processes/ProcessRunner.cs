using System.Diagnostics;

namespace TypedRpc.TestSupport.Processes;

/// <summary>Runs a command to its end, within a bound.</summary>
public static class ProcessRunner
{
    /// <summary>Runs <paramref name="file"/> without standard input and collects what it writes.</summary>
    /// <param name="file">The executable.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="timeout">After this time the command and its children are killed.</param>
    /// <param name="environment">Variables added to those of this process; null removes one.</param>
    /// <param name="workingDirectory">Where it runs; this process's own folder if null.</param>
    /// <exception cref="TimeoutException">The command did not end in time.</exception>
    public static async Task<ProcessResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        TimeSpan timeout,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? string.Empty,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        string command = $"{file} {string.Join(' ', start.ArgumentList)}";
        using Process process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new ProcessResult(command, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' did not end within {timeout.TotalSeconds:0.###} s.");
        }
    }
}
