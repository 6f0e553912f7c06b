using System.Collections.Concurrent;

namespace TypedRpc.Server;

/// <summary>Runs calls on the thread pool, at most so many at once; a handler that waits keeps its place.</summary>
internal sealed class RequestScheduler(int maxConcurrentCalls)
{
    private readonly ConcurrentQueue<ServerCallContext> _queue = new();
    private int _running;

    public void Enqueue(ServerCallContext call)
    {
        _queue.Enqueue(call);
        if (TryEnter())
        {
            ThreadPool.UnsafeQueueUserWorkItem(static scheduler => _ = scheduler.WorkAsync(), this, preferLocal: false);
        }
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

    private async Task WorkAsync()
    {
        do
        {
            while (_queue.TryDequeue(out var call))
            {
                await call.RunAsync().ConfigureAwait(false);
            }

            Interlocked.Decrement(ref _running);

            // One enqueued between the last look and the decrement found no free place.
        }
        while (!_queue.IsEmpty && TryEnter());
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
