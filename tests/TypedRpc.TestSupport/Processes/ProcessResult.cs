namespace TypedRpc.TestSupport.Processes;

/// <summary>What a command left behind.</summary>
/// <param name="Command">The command line, for messages.</param>
/// <param name="ExitCode">Zero on success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ProcessResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The standard output of a command that succeeded.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message holds everything it wrote.</exception>
    public string OutputOfSuccess() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"'{Command}' exited with {ExitCode}.\n{Output}\n{Error}");
}
