namespace TypedRpc.TestSupport;

/// <summary>A computer whose clock is wrong, and can be set; time itself passes as everywhere.</summary>
/// <param name="offset">By how much the clock is fast.</param>
public sealed class WallClock(TimeSpan offset) : TimeProvider
{
    private long _offset = offset.Ticks;

    // The timestamps of another computer begin elsewhere as well.
    private readonly long _origin = offset.Ticks * 7;

    /// <summary>Sets the clock forward, or back.</summary>
    public void Step(TimeSpan step) => Interlocked.Add(ref _offset, step.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() + _origin;
}
