namespace TypedRpc.Transport;

/// <summary>Notices that this process stood still, as one does that is stopped or swapped out, or whose machine is suspended.</summary>
/// <remarks>
/// What had come by then waited in the buffers of a socket, and nothing there tells how long. So whatever is read from then on may have waited since the last
/// sign of life, until the peer has answered a question that was asked afterwards: the answer stands behind all of it.
/// </remarks>
internal sealed class StandstillWatch : IDisposable
{
    /// <summary>Shorter pauses, such as a garbage collection, change nothing.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly Func<TimeSpan, Task<bool>> _ask;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _registration;
    private long _alive;
    private long _since = long.MaxValue;
    private int _standstills;
    private bool _disposed;

    /// <param name="timeProvider">The clock.</param>
    /// <param name="ask">Asks the peer, after a standstill of that length, and says whether it has answered; must not throw.</param>
    /// <param name="ended">Ends the watch.</param>
    public StandstillWatch(TimeProvider timeProvider, Func<TimeSpan, Task<bool>> ask, CancellationToken ended)
    {
        _timeProvider = timeProvider;
        _ask = ask;
        _alive = timeProvider.GetTimestamp();
        _timer = DeadlineThread.CreateTimer(timeProvider, static state => ((StandstillWatch)state!).Tick(), this);
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        _registration = ended.UnsafeRegister(static state => ((StandstillWatch)state!).Dispose(), this);
    }

    /// <summary>How long a message that is read now may have waited in this process; zero unless it stood still.</summary>
    public TimeSpan MayHaveWaited()
    {
        // In this order: the last sign of life moves on only after what went before it is kept.
        var alive = Volatile.Read(ref _alive);
        var waited = _timeProvider.GetElapsedTime(Math.Min(alive, Volatile.Read(ref _since)));
        return waited >= Shortest ? waited : TimeSpan.Zero;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
        _registration.Unregister();
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            var now = _timeProvider.GetTimestamp();
            var still = _timeProvider.GetElapsedTime(_alive, now);
            if (still >= Shortest)
            {
                _standstills++;
                if (_since == long.MaxValue)
                {
                    Volatile.Write(ref _since, _alive);
                    _ = Task.Run(() => CatchUpAsync(still));
                }
            }

            Volatile.Write(ref _alive, now);
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CatchUpAsync(TimeSpan still)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _standstills);
            if (!await _ask(still).ConfigureAwait(false))
            {
                return;
            }
        }
        while (!TryEnd(seen));
    }

    // An answer that has itself waited through another standstill proves nothing of what is behind it.
    private bool TryEnd(int seen)
    {
        lock (_lock)
        {
            if (seen != _standstills)
            {
                return false;
            }

            Volatile.Write(ref _since, long.MaxValue);
            return true;
        }
    }
}
