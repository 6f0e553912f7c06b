using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>One message at a subscriber: a copy of what arrived, to be settled once.</summary>
internal sealed class MessageDelivery : ReceivedMessage
{
    private readonly MessageSubscriber _subscriber;
    private readonly IMessageConsumer _consumer;
    private readonly ulong _tag;

    public MessageDelivery(MessageSubscriber subscriber, IMessageConsumer consumer, in InboundMessage message)
    {
        _subscriber = subscriber;
        _consumer = consumer;
        _tag = message.DeliveryTag;
        Properties = message.Properties ?? new MessageProperties { ContentType = message.ContentType, ReplyTo = message.ReplyTo };
        Body = message.Body.ToArray();
        Redelivered = message.Redelivered;
        Publisher = message.UserId;
        Attempts = MessageHeaders.AttemptsOf(Properties);

        // A retry comes through the default exchange, under the name of the queue.
        var isRetry = Attempts > 0 && message.Exchange.Length == 0;
        Exchange = (isRetry ? MessageHeaders.TextOf(Properties, MessageHeaders.Exchange) : null) ?? message.Exchange;
        RoutingKey = (isRetry ? MessageHeaders.TextOf(Properties, MessageHeaders.RoutingKey) : null) ?? message.RoutingKey;
    }

    public override string Exchange { get; }

    public override string RoutingKey { get; }

    public override string Queue => _consumer.Queue;

    public override MessageProperties Properties { get; }

    public override ReadOnlyMemory<byte> Body { get; }

    public override bool Redelivered { get; }

    public override int Attempt => Attempts + 1;

    public override string? Publisher { get; }

    public override CancellationToken CancellationToken => _subscriber.Stopping;

    /// <summary>How often a handler has failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether its session has ended: the broker delivers it again.</summary>
    public bool IsStale => _consumer.Session.IsClosed;

    public void Settle(MessageSettlement settlement) => _consumer.Settle(_tag, settlement);

    public override ValueTask ReplyAsync(ReadOnlyMemory<byte> body, MessageProperties? properties = null, CancellationToken cancellationToken = default)
    {
        if (!WantsReply)
        {
            throw new InvalidOperationException("The message asks for no reply: it has no reply_to.");
        }

        var reply = properties ?? new MessageProperties { Persistent = false };

        // RabbitMQ up to 4.1 returns a mandatory direct reply although it has delivered it.
        var mandatory = !Properties.ReplyTo!.StartsWith("amq.rabbitmq.reply-to", StringComparison.Ordinal);
        return _subscriber.Sender.SendAsync(
            new OutgoingMessage(string.Empty, Properties.ReplyTo, body, reply with { CorrelationId = reply.CorrelationId ?? Properties.CorrelationId ?? Properties.MessageId }),
            new PublishOptions { Mandatory = mandatory },
            cancellationToken);
    }
}
