namespace TypedRpc.Tests.Client;

/// <summary>A computer whose clock is wrong, and can be set; time itself passes as everywhere.</summary>
internal sealed class WallClock(TimeSpan offset) : TimeProvider
{
    private long _offset = offset.Ticks;

    // The timestamps of another computer begin elsewhere as well.
    private readonly long _origin = offset.Ticks * 7;

    public void Step(TimeSpan step) => Interlocked.Add(ref _offset, step.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => System.GetTimestamp() + _origin;
}
