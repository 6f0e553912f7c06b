using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;

namespace TypedRpc.Transport;

/// <summary>Warns when the thread pool runs nothing any more, most often because code of the user blocks all of its threads.</summary>
internal sealed class StarvationWatch : IThreadPoolWorkItem
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Warnings keep this distance.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>Looks that find the same item waiting. Not a time: a process that stood still is not starved.</summary>
    private const int Patience = 3;

    private readonly Lock _lock = new();
    private readonly List<ILogger> _loggers = [];
    private readonly TimeProvider _timeProvider;
    private readonly Action<IThreadPoolWorkItem> _queue;
    private ITimer? _timer;
    private int _waiting;
    private int _looks;
    private long? _warned;

    public StarvationWatch(TimeProvider timeProvider, Action<IThreadPoolWorkItem>? queue = null)
    {
        _timeProvider = timeProvider;
        _queue = queue ?? (static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false));
    }

    /// <summary>There is one thread pool, however many connections there are.</summary>
    public static StarvationWatch OfProcess { get; } = new(TimeProvider.System);

    /// <summary>Watches from now on; the first logger that takes warnings gets them.</summary>
    public void Add(ILogger logger)
    {
        lock (_lock)
        {
            _loggers.Add(logger);
            if (_timer is null)
            {
                _timer = DeadlineThread.CreateTimer(_timeProvider, static state => ((StarvationWatch)state!).Look(), this);
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends what <see cref="Add"/> began; without a logger nothing is watched.</summary>
    public void Remove(ILogger logger)
    {
        lock (_lock)
        {
            if (_loggers.Remove(logger) && _loggers.Count == 0)
            {
                _timer!.Dispose();
                _timer = null;
            }
        }
    }

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

        lock (_lock)
        {
            _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Warn()
    {
        if (_warned is { } warned && _timeProvider.GetElapsedTime(warned) < Quiet)
        {
            return;
        }

        _warned = _timeProvider.GetTimestamp();
        ILogger[] loggers;
        lock (_lock)
        {
            loggers = [.. _loggers];
        }

        // On a thread of its own: the pool has none, and a logger may take its time, which deadlines do not have.
        new Thread(() => Warn(loggers))
        {
            IsBackground = true,
            Name = "TypedRpc warning",
        }.UnsafeStart();
    }

    private static void Warn(ILogger[] loggers)
    {
        if (Array.Find(loggers, static logger => logger.IsEnabled(LogLevel.Warning)) is { } logger)
        {
            RpcLog.ThreadPoolStarved(logger, (Patience * Interval).TotalSeconds, ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount);
        }
    }
}
