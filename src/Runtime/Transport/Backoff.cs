namespace TypedRpc.Transport;

/// <summary>Delays between attempts: exponential from a base to a cap, with full jitter so that many clients do not come back at once.</summary>
/// <remarks>Source of full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.</remarks>
internal static class Backoff
{
    /// <summary>The delay before attempt <paramref name="retry"/> + 1, for <paramref name="retry"/> from 1: anything up to the bound.</summary>
    public static TimeSpan Next(int retry, TimeSpan first, TimeSpan cap)
    {
        var bound = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(retry - 1, 30)), cap.TotalMilliseconds);
#pragma warning disable CA5394 // Jitter is no secret.
        return TimeSpan.FromMilliseconds(bound * Random.Shared.NextDouble());
#pragma warning restore CA5394
    }
}
