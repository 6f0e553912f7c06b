using System.Collections.Concurrent;
using RabbitMQ.Client.Exceptions;

namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>Collects exceptions of tasks that nobody observed, of the whole process, but for those of tasks that RabbitMQ.Client keeps to itself.</summary>
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

    private void Add(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        if (!WasAbandoned(args.Exception))
        {
            _exceptions.Enqueue(args.Exception);
        }
    }

    // RabbitMQ.Client (7.2.2) queues what waits for the answer of a method and then sends the method. When the channel ends in between, what waits is told so, but sending has
    // thrown and nobody looks. The task is the library's own, so nobody else can; what it holds was never thrown, which tells it from everything that passed through our code.
    private static bool WasAbandoned(AggregateException exception) =>
        exception.InnerExceptions is [OperationInterruptedException { StackTrace: null } only] && only.GetType() == typeof(OperationInterruptedException);
}
