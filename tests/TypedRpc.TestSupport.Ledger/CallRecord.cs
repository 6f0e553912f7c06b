namespace TypedRpc.TestSupport.Ledger;

/// <summary>A call as its caller saw it.</summary>
/// <param name="CallId">Its id.</param>
/// <param name="Kind">What is promised of it.</param>
/// <param name="TimeoutMilliseconds">Its deadline, counted from the call.</param>
/// <param name="Hash">Hash of its payload.</param>
public sealed record CallRecord(string CallId, CallKind Kind, double TimeoutMilliseconds, string Hash)
{
    /// <summary>How it ended, once for each time that it did.</summary>
    public IReadOnlyList<CallCompletion> Completions { get; init; } = [];
}
