namespace TypedRpc.TestSupport.Ledger;

/// <summary>What handlers did, on disk before they answer: the evidence outlives the process, and several processes write at once.</summary>
public sealed class ExecutionLedger : IDisposable
{
    private readonly LineFile<Execution> _file;

    /// <summary>Opens a ledger.</summary>
    /// <param name="folder">Where; the same for all processes of a run.</param>
    public ExecutionLedger(string folder) => _file = new LineFile<Execution>(folder);

    /// <summary>All executions that all processes have written.</summary>
    public static IReadOnlyList<Execution> Read(string folder) => LineFile<Execution>.ReadAll(folder);

    /// <summary>Writes down that a handler runs. Returns when the operating system has it.</summary>
    public void Append(Execution execution) => _file.Append(execution);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
