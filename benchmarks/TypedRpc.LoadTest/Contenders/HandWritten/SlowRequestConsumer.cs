using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Starts each call and goes on to the next delivery.</summary>
internal sealed class SlowRequestConsumer(IChannel requests, IChannel replies) : AsyncDefaultBasicConsumer(requests)
{
    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        // The body is on loan until this method returns.
        _ = AnswerAsync(properties.ReplyTo!, properties.CorrelationId!, body.ToArray());
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(string replyTo, string correlationId, byte[] body)
    {
        await Handler.WorkAsync();
        await replies.BasicPublishAsync(string.Empty, replyTo, mandatory: false, new BasicProperties { CorrelationId = correlationId }, body);
    }
}
