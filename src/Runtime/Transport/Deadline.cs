namespace TypedRpc.Transport;

/// <summary>Deadlines are timestamps of a <see cref="TimeProvider"/>: monotonic, so a change of the wall clock moves none.</summary>
internal static class Deadline
{
    /// <summary>Longest time that a timer can be set to.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private static readonly uint LongestMilliseconds = (uint)Longest.TotalMilliseconds;

    public static long After(TimeProvider timeProvider, TimeSpan timeout) => After(timeProvider, timeout, timeProvider.GetTimestamp());

    public static long After(TimeProvider timeProvider, TimeSpan timeout, long now) =>
        now + (long)Math.Ceiling(timeout.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>Time left, zero when it has passed.</summary>
    public static TimeSpan Remaining(TimeProvider timeProvider, long deadline)
    {
        var now = timeProvider.GetTimestamp();
        return now >= deadline ? TimeSpan.Zero : timeProvider.GetElapsedTime(now, deadline);
    }

    /// <summary>Time left as it travels: whole milliseconds, rounded up, at least 1.</summary>
    public static uint RemainingMilliseconds(TimeProvider timeProvider, long deadline, long now)
    {
        if (deadline <= now)
        {
            return 1;
        }

        var frequency = timeProvider.TimestampFrequency;
        return (uint)Math.Min(uint.MaxValue, 1 + (ulong)((Int128)(deadline - now - 1) * 1000 / frequency));
    }

    /// <summary>The deadline of a call that arrived with so many milliseconds left; 0 for none.</summary>
    public static long AfterMilliseconds(TimeProvider timeProvider, uint milliseconds, long now) => milliseconds == 0
        ? long.MaxValue
        : now + (long)((Int128)Math.Min(milliseconds, LongestMilliseconds) * timeProvider.TimestampFrequency / 1000);
}
