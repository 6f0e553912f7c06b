namespace TypedRpc.TestSupport.Ledger;

/// <summary>A handler that ran.</summary>
/// <param name="CallId">The call it ran for.</param>
/// <param name="Attempt">The attempt that reached it, from 1.</param>
/// <param name="Redelivered">Whether it was told that it may have run before.</param>
/// <param name="Hash">Hash of the payload as it came.</param>
/// <param name="ProcessId">The process it ran in.</param>
public sealed record Execution(string CallId, int Attempt, bool Redelivered, string Hash, int ProcessId);
