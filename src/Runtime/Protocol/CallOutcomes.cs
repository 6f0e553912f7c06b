namespace TypedRpc.Protocol;

internal static class CallOutcomes
{
    /// <summary>The outcome of a whole call, given that of its last attempt.</summary>
    /// <param name="last">That of the last attempt.</param>
    /// <param name="mayHaveExecuted">Whether an earlier attempt, or a server that had the request before, may have executed the call.</param>
    public static CallOutcome OfAll(this CallOutcome last, bool mayHaveExecuted) =>
        mayHaveExecuted && last == CallOutcome.NotExecuted ? CallOutcome.Unknown : last;
}
