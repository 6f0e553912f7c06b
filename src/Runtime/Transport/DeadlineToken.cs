namespace TypedRpc.Transport;

/// <summary>A token that fires when a deadline passes, and not before it: a <see cref="CancellationTokenSource"/> with a time-out cuts it down to whole
/// milliseconds, and timers keep a coarser clock than deadlines do.</summary>
internal sealed class DeadlineToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private readonly long _deadline;

    public DeadlineToken(TimeProvider timeProvider, long deadline)
    {
        (_timeProvider, _deadline) = (timeProvider, deadline);
        _timer = timeProvider.CreateTimer(static state => ((DeadlineToken)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Fire();
    }

    public CancellationToken Token => _source.Token;

    public bool HasPassed => _source.IsCancellationRequested;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Fire()
    {
        var left = Deadline.Remaining(_timeProvider, _deadline);
        try
        {
            if (left == TimeSpan.Zero)
            {
                _source.Cancel();
            }
            else
            {
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            }
        }
        catch (ObjectDisposedException)
        {
            // The call has ended meanwhile.
        }
    }
}
