using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Events.Contenders.HandWritten;

/// <summary>Acknowledges what it has handled in groups, and what is left at the end.</summary>
/// <remarks>A quarter of the prefetch: the broker never waits for room, and acknowledgements cost next to nothing.</remarks>
internal sealed class GroupConsumer(IChannel channel, DeliveryCounter deliveries, int prefetch) : AsyncDefaultBasicConsumer(channel)
{
    private readonly int _group = Math.Max(1, prefetch / 4);
    private int _handled;

    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var isLast = deliveries.OnMessage(body.Length);
        if (++_handled < _group && !isLast)
        {
            return Task.CompletedTask;
        }

        _handled = 0;
        return Channel.BasicAckAsync(deliveryTag, multiple: true, cancellationToken).AsTask();
    }
}
