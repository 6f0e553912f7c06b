using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;

namespace TypedRpc.Transport;

/// <summary>Warns when the thread pool runs nothing any more, most often because code of the user blocks all of its threads.</summary>
internal sealed class StarvationWatch : IThreadPoolWorkItem, IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Warnings keep this distance.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>Looks that find the same item waiting. Not a time: a process that stood still is not starved.</summary>
    private const int Patience = 3;

    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Action<IThreadPoolWorkItem> _queue;
    private readonly ITimer _timer;
    private int _waiting;
    private int _looks;
    private long? _warned;

    public StarvationWatch(TimeProvider timeProvider, ILogger logger, Action<IThreadPoolWorkItem>? queue = null)
    {
        _timeProvider = timeProvider;
        _logger = logger;
        _queue = queue ?? (static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false));
        _timer = DeadlineThread.CreateTimer(timeProvider, static state => ((StarvationWatch)state!).Look(), this);
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    void IThreadPoolWorkItem.Execute() => Volatile.Write(ref _waiting, 0);

    private void Look()
    {
        if (Volatile.Read(ref _waiting) == 0)
        {
            _looks = 0;
            Volatile.Write(ref _waiting, 1);
            _queue(this);
        }
        else if (++_looks == Patience)
        {
            RpcTelemetry.Starvations.Add(1);
            Warn();
        }

        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    private void Warn()
    {
        if (_warned is { } warned && _timeProvider.GetElapsedTime(warned) < Quiet)
        {
            return;
        }

        _warned = _timeProvider.GetTimestamp();

        // On a thread of its own: the pool has none, and a logger may take its time, which deadlines do not have.
        new Thread(() => RpcLog.ThreadPoolStarved(_logger, (Patience * Interval).TotalSeconds, ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount))
        {
            IsBackground = true,
            Name = "TypedRpc warning",
        }.UnsafeStart();
    }
}
