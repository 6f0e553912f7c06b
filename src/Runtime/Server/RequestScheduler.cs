using System.Collections.Concurrent;

namespace TypedRpc.Server;

/// <summary>Runs calls on the thread pool, at most so many at once; a handler that waits keeps its place.</summary>
/// <remarks>
/// A worker takes call after call. Before each it makes sure that another worker is on its way if more calls wait, so one that blocks holds up none of
/// them, and handlers that return at once do not cost a thread-pool item each.
/// </remarks>
internal sealed class RequestScheduler(int maxConcurrentCalls) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<ServerCallContext> _queue = new();
    private int _running;
    private int _coming;

    public void Enqueue(ServerCallContext call)
    {
        _queue.Enqueue(call);
        CallWorker();
    }

    /// <summary>Takes out the calls that have not started.</summary>
    public List<ServerCallContext> TakeQueued()
    {
        var taken = new List<ServerCallContext>();
        while (_queue.TryDequeue(out var call))
        {
            taken.Add(call);
        }

        return taken;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Exchange(ref _coming, 0);
        _ = WorkAsync();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (_queue.TryDequeue(out var call))
            {
                if (!_queue.IsEmpty)
                {
                    CallWorker();
                }

                await call.RunAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);

            // One enqueued between the last look and the decrement may have found no free place.
            if (!_queue.IsEmpty)
            {
                CallWorker();
            }
        }
    }

    // At most one worker is on its way; it calls the next one if there is work for it.
    private void CallWorker()
    {
        do
        {
            if (Interlocked.CompareExchange(ref _coming, 1, 0) != 0)
            {
                return;
            }

            if (TryEnter())
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            Interlocked.Exchange(ref _coming, 0);

            // A worker that ended meanwhile has found somebody coming; now nobody is, so look again in its place.
        }
        while (!_queue.IsEmpty && Volatile.Read(ref _running) < maxConcurrentCalls);
    }

    private bool TryEnter()
    {
        while (true)
        {
            var running = Volatile.Read(ref _running);
            if (running >= maxConcurrentCalls)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _running, running + 1, running) == running)
            {
                return true;
            }
        }
    }
}
