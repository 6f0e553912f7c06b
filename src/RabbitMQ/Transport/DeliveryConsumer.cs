using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Hands deliveries over and returns at once; the end of the consumer is the end of the session.</summary>
/// <param name="channel">The channel.</param>
/// <param name="session">The session.</param>
/// <param name="queue">The queue.</param>
/// <param name="withProperties">Whether messages come with all their properties.</param>
/// <param name="deliver">Takes a message.</param>
internal sealed class DeliveryConsumer(IChannel channel, RabbitMqSession session, string queue, bool withProperties, Action<InboundMessage> deliver) : IAsyncBasicConsumer
{
    private volatile bool _stopping;

    public IChannel Channel => channel;

    public bool WithProperties => withProperties;

    /// <summary>From here on the consumer's end is ours.</summary>
    public void OnStopping() => _stopping = true;

    public Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        Deliver(new InboundMessage(exchange, routingKey, body, properties.ContentType, properties.ReplyTo, properties.UserId, redelivered, deliveryTag)
        {
            Properties = withProperties ? LibraryProperties.From(properties) : null,
        });
        return Task.CompletedTask;
    }

    /// <summary>Hands a message over; it came through the library, or past it.</summary>
    public void Deliver(InboundMessage message)
    {
        try
        {
            deliver(message);
        }
#pragma warning disable CA1031 // A message whose callback failed would never be settled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.Close($"a delivery callback of queue '{queue}' failed: {exception.Message}");
        }
    }

    public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        session.Close($"the broker cancelled the consumer of queue '{queue}': it was deleted, or its node was lost");
        return Task.CompletedTask;
    }

    public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        if (!_stopping)
        {
            session.Close(Failure.Describe(reason));
        }

        return Task.CompletedTask;
    }
}
