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
internal sealed class RequestChannel(Func<CancellationToken, Task<IChannel>> open, Func<IChannel, Publisher> publisherOn, Func<IChannel, Task> close)
{
    private IChannel? _current;
    private IChannel? _last;
    private volatile Publisher _publisher = null!;

    public Publisher Publisher => _publisher;

    /// <summary>Opens the first channel.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _current = await open(cancellationToken).ConfigureAwait(false);
        _publisher = publisherOn(_current);
    }

    /// <summary>What is published from now on leaves on a new channel. Not to be called again before it has ended.</summary>
    public async Task RenewAsync()
    {
        var channel = await open(CancellationToken.None).ConfigureAwait(false);
        _publisher = publisherOn(channel);

        // The one before may hold what waits for the queue's next leader, and is left the time until the next is replaced.
        var oldest = _last;
        (_last, _current) = (_current, channel);
        if (oldest is not null)
        {
            await close(oldest).ConfigureAwait(false);
        }
    }
}
