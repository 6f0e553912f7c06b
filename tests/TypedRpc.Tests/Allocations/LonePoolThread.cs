namespace TypedRpc.Tests.Allocations;

/// <summary>
/// Leaves one thread of the thread pool to work. State of asynchronous methods is pooled by thread and by core: with several threads it depends on who goes on where how often
/// it is found again, and a call allocates anything between all and nothing of it.
/// </summary>
internal sealed class LonePoolThread : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim _release = new();
    private readonly int _workers;
    private readonly int _ports;

    /// <summary>Call it on a thread of the pool: that one is left.</summary>
    /// <exception cref="TimeoutException">Another thread did not become free.</exception>
    public LonePoolThread()
    {
        ThreadPool.GetMaxThreads(out _workers, out _ports);
        ThreadPool.SetMaxThreads(Environment.ProcessorCount, _ports);

        // Not disposed: a thread that comes too late still signals it.
        var held = new CountdownEvent(Environment.ProcessorCount - 1);
        for (var other = 1; other < Environment.ProcessorCount; other++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    held.Signal();
                    _release.Wait();
                },
                null);
        }

        if (!held.Wait(Bound))
        {
            Dispose();
            throw new TimeoutException($"The threads of the pool were not held within {Bound.TotalSeconds} s.");
        }
    }

    public void Dispose()
    {
        _release.Set();
        ThreadPool.SetMaxThreads(_workers, _ports);
    }
}
