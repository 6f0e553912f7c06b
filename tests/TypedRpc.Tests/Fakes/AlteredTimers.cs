namespace TypedRpc.Tests.Fakes;

/// <summary>A clock whose timers are set for another time than they are told, or that tells when one is set.</summary>
/// <param name="inner">The clock.</param>
/// <param name="onChange">Gets the time that a timer is set for, and returns the one that it is set for instead.</param>
internal sealed class AlteredTimers(TimeProvider inner, Func<TimeSpan, TimeSpan> onChange) : TimeProvider
{
    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new AlteredTimer(inner.CreateTimer(callback, state, dueTime, period), onChange);

    private sealed class AlteredTimer(ITimer inner, Func<TimeSpan, TimeSpan> onChange) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(onChange(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
