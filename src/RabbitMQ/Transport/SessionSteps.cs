using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What a session asks of the broker through the client library: each step bounded, none begun once the session ends, and all ended before its farewell.</summary>
/// <remarks>
/// The library registers for an answer before it asks. A step that the close of its connection cuts off between the two leaves an exception in the library that
/// nobody observes.
/// </remarks>
/// <param name="timeout">Longest time for a step, until it is changed.</param>
internal sealed class SessionSteps(TimeSpan timeout)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _ended;
    private int _running;

    /// <summary>Longest time for a step that begins from now on.</summary>
    public TimeSpan Timeout { get; set; } = timeout;

    /// <summary>Takes a step and waits for it, with a bound.</summary>
    /// <exception cref="TransportException">It took too long, or the session has ended.</exception>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> step, string what, CancellationToken cancellationToken) =>
        Bounded.RunAsync(token => TakeAsync(step, token), what, Timeout, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> step, string what, CancellationToken cancellationToken) =>
        Bounded.RunAsync(token => TakeAsync(step, token), what, Timeout, cancellationToken);

    /// <summary>Closes a channel.</summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public Task CloseAsync(IChannel channel) => RunAsync(token => channel.CloseAsync(token), "Closing a channel", CancellationToken.None);

    /// <summary>Takes a step without a bound, for one who has a bound of its own.</summary>
    /// <exception cref="TransportException">The session has ended.</exception>
    public async Task TakeAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken) =>
        await TakeAsync<object?>(
            async token =>
            {
                await step(token).ConfigureAwait(false);
                return null;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Lets no step begin any more; completes when the last one has ended.</summary>
    public Task EndAsync()
    {
        lock (_lock)
        {
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running == 0)
            {
                _ended.TrySetResult();
            }

            return _ended.Task;
        }
    }

    private async Task<T> TakeAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        Begin();
        try
        {
            return await step(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_ended is not null)
            {
                throw new TransportException(TransportError.Unavailable, "The session has ended.");
            }

            _running++;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                _ended?.TrySetResult();
            }
        }
    }
}
