using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Answers within the delivery: the body that it got is the body that it publishes, which copies it before it returns.</summary>
internal sealed class RequestConsumer(IChannel requests, IChannel replies) : AsyncDefaultBasicConsumer(requests)
{
    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        replies.BasicPublishAsync(
            string.Empty, properties.ReplyTo!, mandatory: false, new BasicProperties { CorrelationId = properties.CorrelationId }, body, cancellationToken).AsTask();
}
