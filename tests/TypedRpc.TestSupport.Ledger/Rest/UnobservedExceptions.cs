using System.Collections.Concurrent;

namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>Collects exceptions of tasks that nobody observed, of the whole process.</summary>
public sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _exceptions = new();

    /// <summary>Begins to collect.</summary>
    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += Add;

    /// <summary>Those so far, those of tasks included that are garbage now.</summary>
    public IReadOnlyCollection<Exception> Take()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return [.. _exceptions];
    }

    /// <inheritdoc/>
    public void Dispose() => TaskScheduler.UnobservedTaskException -= Add;

    private void Add(object? sender, UnobservedTaskExceptionEventArgs args) => _exceptions.Enqueue(args.Exception);
}
