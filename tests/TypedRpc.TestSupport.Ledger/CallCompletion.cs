namespace TypedRpc.TestSupport.Ledger;

/// <summary>How a call ended.</summary>
/// <param name="CallId">The call.</param>
/// <param name="ElapsedMilliseconds">How long after the call.</param>
/// <param name="Status">OK, or the status of its error; null for an error of another type.</param>
/// <param name="Outcome">What its error says about the work; null if it did not fail.</param>
/// <param name="Answer">The answer; null if it failed or has none.</param>
/// <param name="Error">The error's message; null if it did not fail.</param>
public sealed record CallCompletion(
    string CallId, double ElapsedMilliseconds, RpcStatusCode? Status, CallOutcome? Outcome, string? Answer = null, string? Error = null)
{
    /// <summary>An ordinary end of a call that failed with an exception.</summary>
    public static CallCompletion Of(string callId, double elapsedMilliseconds, Exception exception) => exception switch
    {
        RpcException rpc => new(callId, elapsedMilliseconds, rpc.StatusCode, rpc.Outcome, Error: rpc.Message),
        OperationCanceledException => new(callId, elapsedMilliseconds, RpcStatusCode.Cancelled, CallOutcome.Unknown, Error: exception.Message),
        _ => new(callId, elapsedMilliseconds, null, null, Error: exception.ToString()),
    };
}
