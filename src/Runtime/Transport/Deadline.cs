namespace TypedRpc.Transport;

/// <summary>Deadlines are timestamps of a <see cref="TimeProvider"/>: monotonic, so a change of the wall clock moves none.</summary>
internal static class Deadline
{
    public static long After(TimeProvider timeProvider, TimeSpan timeout) =>
        timeProvider.GetTimestamp() + (long)Math.Ceiling(timeout.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>Time left, zero when it has passed.</summary>
    public static TimeSpan Remaining(TimeProvider timeProvider, long deadline)
    {
        var now = timeProvider.GetTimestamp();
        return now >= deadline ? TimeSpan.Zero : timeProvider.GetElapsedTime(now, deadline);
    }

    /// <summary>Time left as it travels: whole milliseconds, rounded up, at least 1.</summary>
    public static uint RemainingMilliseconds(TimeProvider timeProvider, long deadline) =>
        (uint)Math.Clamp(Math.Ceiling(Remaining(timeProvider, deadline).TotalMilliseconds), 1, uint.MaxValue);
}
