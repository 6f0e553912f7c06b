using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Publishes requests; the same for both ways to get the reply.</summary>
internal sealed class RpcSender(IChannel channel, PendingReplies pending, string replyTo, string contender)
{
    private readonly CachedString _fast = new(Amqp.Queue(contender, slow: false));
    private readonly CachedString _slow = new(Amqp.Queue(contender, slow: true));

    public ValueTask<byte[]> CallAsync(byte[] payload, bool slow)
    {
        var call = pending.Add(out var correlationId);
        var properties = new BasicProperties { CorrelationId = correlationId, ReplyTo = replyTo };
        var publish = channel.BasicPublishAsync(CachedString.Empty, slow ? _slow : _fast, mandatory: false, properties, payload);
        return publish.IsCompletedSuccessfully ? new ValueTask<byte[]>(call.Task) : FinishAsync(publish, call.Task);
    }

    private static async ValueTask<byte[]> FinishAsync(ValueTask publish, Task<byte[]> reply)
    {
        await publish;
        return await reply;
    }
}
