using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Bounds every wait on the client library by a timer of our own: it is never trusted to return.</summary>
internal static class Bounded
{
    /// <summary>What a step of the library that is given up gets to end by itself: one that its connection's end cuts off leaves an exception in it that nobody observes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Func<CancellationToken, Task> operation, string what, TimeSpan timeout, CancellationToken cancellationToken) =>
        await RunAsync<object?>(
            async token =>
            {
                await operation(token).ConfigureAwait(false);
                return null;
            },
            what,
            timeout,
            cancellationToken).ConfigureAwait(false);

    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The library's own protocol calls must not be cancelled early (a late answer kills the connection), so the wait ends and the task is left alone.
        var task = Task.Run(() => operation(CancellationToken.None), CancellationToken.None);
        try
        {
            return await task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception) when (!task.IsCompleted)
        {
            throw new TransportException(TransportError.Unavailable, $"{what} took longer than {timeout.TotalSeconds:0.#} s.", exception) { MayHaveBeenSent = true };
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(Grace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
        finally
        {
            // Also one that failed just after its wait had ended.
            Abandon(task);
        }
    }

    /// <summary>Leaves a task to itself: should it fail, that is no unobserved exception.</summary>
    public static void Abandon(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
