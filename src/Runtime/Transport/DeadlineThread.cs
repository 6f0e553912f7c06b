using System.Diagnostics;

namespace TypedRpc.Transport;

/// <summary>The one thread that the timers of all deadlines of this process run on.</summary>
/// <remarks>
/// Timers of the framework run on the thread pool. When code of the user blocks all of its threads, often to wait for the very calls whose deadlines pass,
/// they would come tens of seconds late, and the blocked threads with them.
/// </remarks>
internal static class DeadlineThread
{
    private static readonly Lock Gate = new();
    private static readonly AutoResetEvent Changed = new(initialState: false);
    private static readonly List<ThreadTimer> Timers = [];
    private static Thread? _thread;

    /// <summary>A timer on this thread if time is the system's, else one of the provider's. Its callback must be short and may not block.</summary>
    public static ITimer CreateTimer(TimeProvider timeProvider, TimerCallback callback, object? state)
    {
        if (timeProvider != TimeProvider.System)
        {
            return timeProvider.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        var timer = new ThreadTimer(callback, state);
        lock (Gate)
        {
            Timers.Add(timer);
            if (_thread is null)
            {
                // Of the process: whoever makes the first connection must not lend it his context.
                _thread = new Thread(Run) { IsBackground = true, Name = "TypedRpc deadlines" };
                _thread.UnsafeStart();
            }
        }

        return timer;
    }

    private static void Run()
    {
        var due = new List<ThreadTimer>();
        while (true)
        {
            var wait = Collect(due);
            if (due.Count == 0)
            {
                Changed.WaitOne(wait);
                continue;
            }

            due.ForEach(static timer => timer.Fire());
            due.Clear();
        }
    }

    // What is due, and how long nothing else is.
    private static int Collect(List<ThreadTimer> due)
    {
        lock (Gate)
        {
            var now = Stopwatch.GetTimestamp();
            var next = long.MaxValue;
            foreach (var timer in Timers)
            {
                if (timer.DueAt <= now)
                {
                    timer.DueAt = long.MaxValue;
                    due.Add(timer);
                }
                else
                {
                    next = Math.Min(next, timer.DueAt);
                }
            }

            // Whole milliseconds, rounded up: rather a little late than early.
            return next == long.MaxValue ? Timeout.Infinite : (int)Math.Min(Math.Ceiling(Stopwatch.GetElapsedTime(now, next).TotalMilliseconds), int.MaxValue);
        }
    }

    private sealed class ThreadTimer(TimerCallback callback, object? state) : ITimer
    {
        public long DueAt { get; set; } = long.MaxValue;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (Gate)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : Deadline.After(TimeProvider.System, dueTime);
            }

            Changed.Set();
            return true;
        }

        public void Dispose()
        {
            lock (Gate)
            {
                Timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
