namespace TypedRpc.Client;

/// <summary>Which failures of an attempt the runtime repeats by itself: only those that cannot run anything twice that must not.</summary>
internal static class RetryPolicy
{
    public const int MaxAttempts = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DelayCap = TimeSpan.FromSeconds(1);

    public static bool MayRepeat(RpcMethodInfo method, RpcStatusCode status, CallOutcome outcome) =>
        status == RpcStatusCode.Unavailable && (outcome == CallOutcome.NotExecuted || (outcome == CallOutcome.Unknown && method.Idempotent));

    public static TimeSpan Delay(int attempts) => Transport.Backoff.Next(attempts, FirstDelay, DelayCap);
}
