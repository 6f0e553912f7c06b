using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What a session does with messages that are no calls. A session that has none pays nothing for it.</summary>
/// <param name="topology">Declares.</param>
/// <param name="keeper">Looks after what subscriptions need.</param>
/// <param name="openChannel">Opens a channel of the publishing or of the consuming connection.</param>
/// <param name="publisherOn">Makes the publisher on a channel.</param>
/// <param name="consumerOn">Makes a channel one that is consumed from.</param>
internal sealed class SessionMessages(
    RabbitMqTopology topology,
    TopologyKeeper keeper,
    Func<SocketRole, CreateChannelOptions?, CancellationToken, Task<IChannel>> openChannel,
    Func<IChannel, ConfirmingPublisher> publisherOn,
    Func<IChannel, ConsumerChannel> consumerOn)
{
    private readonly OneAttempt<ExchangeDeclaration> _exchanges = new();
    private readonly OneAttempt<SocketRole> _channels = new();
    private ConfirmingPublisher? _publisher;

    /// <summary>How many messages the broker has told the fate of.</summary>
    public long Settled => Volatile.Read(ref _publisher)?.Settled ?? 0;

    /// <inheritdoc cref="ITransportSession.EnsureExchangeAsync"/>
    public Task EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => _exchanges.At(exchange, EnsureAsync).WaitAsync(cancellationToken);

    /// <inheritdoc cref="ITransportSession.Post"/>
    public void Post(in OutboundMessage message, IConfirmation confirmation)
    {
        var publisher = Volatile.Read(ref _publisher) ?? throw new InvalidOperationException("An exchange that is published to is made sure of first.");
        publisher.Post(in message, confirmation);
    }

    /// <inheritdoc cref="ITransportSession.SubscribeAsync"/>
    public async Task<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken)
    {
        await EnsureQueuesAsync(subscription, null, cancellationToken).ConfigureAwait(false);
        var channel = await openChannel(SocketRole.Consume, null, cancellationToken).ConfigureAwait(false);
        var consumer = new RabbitMqMessageConsumer(consumerOn(channel));
        await consumer.StartAsync(subscription, handler, topology, cancellationToken).ConfigureAwait(false);
        keeper.Add(consumer, token => EnsureQueuesAsync(subscription, consumer.Queue, token));
        return consumer;
    }

    private async Task EnsureAsync(ExchangeDeclaration exchange)
    {
        var opened = _channels.At(SocketRole.Publish, OpenAsync);
        if (exchange.Name.Length > 0)
        {
            await topology.EnsureExchangeAsync(exchange.Name, exchange.Type, exchange.Declare, CancellationToken.None).ConfigureAwait(false);
        }

        await SideBySide.RunAsync(opened, topology.EnsureMayPublishAsync(exchange.Name, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task OpenAsync(SocketRole role)
    {
        var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        Volatile.Write(ref _publisher, publisherOn(await openChannel(role, confirms, CancellationToken.None).ConfigureAwait(false)));
    }

    /// <param name="subscription">The subscription.</param>
    /// <param name="queue">Its queue, once it consumes: one that the broker named exists from then on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task EnsureQueuesAsync(Subscription subscription, string? queue, CancellationToken cancellationToken)
    {
        foreach (var exchange in subscription.Exchanges.Where(static exchange => exchange.Name.Length > 0))
        {
            await topology.EnsureExchangeAsync(exchange.Name, exchange.Type, exchange.Declare, cancellationToken).ConfigureAwait(false);
        }

        foreach (var companion in subscription.Companions)
        {
            await topology.EnsureQueueAsync(companion, [], cancellationToken).ConfigureAwait(false);
        }

        if (subscription.Queue.Name.Length > 0)
        {
            await topology.EnsureQueueAsync(subscription.Queue, subscription.Bindings, cancellationToken).ConfigureAwait(false);
        }
        else if (queue is not null)
        {
            await topology.BindAsync(queue, subscription.Bindings, cancellationToken).ConfigureAwait(false);
        }
    }
}
