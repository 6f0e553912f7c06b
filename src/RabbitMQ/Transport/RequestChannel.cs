using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The channel that requests leave on, and its successors: one that brings no answers is replaced.</summary>
/// <remarks>
/// A channel of a cluster may lose its way to a quorum queue for good while the queue's leaders change: it takes messages that arrive nowhere, and nobody is told, while a new
/// channel finds the queue. https://github.com/rabbitmq/rabbitmq-server/pull/13095, mended in RabbitMQ 4.0.6; seen with 3.10.8 and 4.0.5.
/// </remarks>
/// <param name="open">Opens a channel.</param>
/// <param name="publisherOn">Publishes on it.</param>
/// <param name="close">Closes it.</param>
/// <param name="grace">How long one that was replaced stays: it may hold requests that wait for the queue's next leader.</param>
/// <param name="ended">Fires when the session has ended.</param>
internal sealed class RequestChannel(
    Func<CancellationToken, Task<IChannel>> open, Func<IChannel, Publisher> publisherOn, Func<IChannel, Task> close, TimeSpan grace, CancellationToken ended)
{
    private IChannel? _channel;
    private volatile Publisher _publisher = null!;

    public Publisher Publisher => _publisher;

    /// <summary>What is published from now on leaves on a new channel. Not to be called again before it has ended.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var channel = await open(cancellationToken).ConfigureAwait(false);
        _publisher = publisherOn(channel);
        if (_channel is { } replaced)
        {
            // If that fails, the channel has gone, or goes, with its session.
            Bounded.Abandon(RetireAsync(replaced));
        }

        _channel = channel;
    }

    private async Task RetireAsync(IChannel replaced)
    {
        await Task.Delay(grace, TimeProvider.System, ended).ConfigureAwait(false);
        await close(replaced).ConfigureAwait(false);
    }
}
