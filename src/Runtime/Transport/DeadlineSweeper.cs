namespace TypedRpc.Transport;

/// <summary>One timer for all deadlines of a table: it is armed for the earliest and finds, when it fires, all that have passed.</summary>
internal sealed class DeadlineSweeper : IDisposable
{
    /// <summary>Sweeps cost time in proportion to the table, so they keep this distance; it bounds how late a deadline can fire.</summary>
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly Func<long, long> _sweep;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    /// <param name="timeProvider">The clock.</param>
    /// <param name="sweep">Ends what is due at the given timestamp and returns the earliest deadline left, or <see cref="long.MaxValue"/>.</param>
    public DeadlineSweeper(TimeProvider timeProvider, Func<long, long> sweep)
    {
        _timeProvider = timeProvider;
        _sweep = sweep;
        _timer = DeadlineThread.CreateTimer(timeProvider, static state => ((DeadlineSweeper)state!).Sweep(), this);
    }

    /// <summary>Makes sure that a sweep comes when this deadline passes.</summary>
    public void Track(long deadline)
    {
        // A stale read can only cost one needless lock: the armed time only moves forward in Sweep, which looks at every entry.
        if (deadline < Volatile.Read(ref _armedFor))
        {
            Arm(deadline, TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Sweep()
    {
        // From here on a new entry arms the timer by itself; one added before is seen by the sweep.
        Volatile.Write(ref _armedFor, long.MaxValue);
        var next = _sweep(_timeProvider.GetTimestamp());
        if (next != long.MaxValue)
        {
            Arm(next, MinimumInterval);
        }
    }

    private void Arm(long deadline, TimeSpan minimumDelay)
    {
        lock (_lock)
        {
            if (_disposed || deadline >= _armedFor)
            {
                return;
            }

            Volatile.Write(ref _armedFor, deadline);
            var delay = _timeProvider.GetElapsedTime(_timeProvider.GetTimestamp(), deadline);

            // Timers count whole milliseconds; rounding up keeps them from firing early.
            delay = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
            _timer.Change(delay < minimumDelay ? minimumDelay : delay, Timeout.InfiniteTimeSpan);
        }
    }
}
