using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Replies come to an exclusive queue, on a connection of their own.</summary>
internal sealed class ReplyQueueClient : IEchoClient
{
    private readonly IConnection _consuming;
    private readonly IConnection _publishing;
    private readonly RpcSender _sender;

    private ReplyQueueClient(IConnection consuming, IConnection publishing, RpcSender sender)
    {
        _consuming = consuming;
        _publishing = publishing;
        _sender = sender;
    }

    public static async Task<IEchoClient> ConnectAsync(Uri uri, string contender)
    {
        var consuming = await Amqp.ConnectAsync(uri, "client in");
        var publishing = await Amqp.ConnectAsync(uri, "client out");
        var replies = await consuming.CreateChannelAsync();
        var pending = new PendingReplies(replies);
        var queue = (await replies.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true)).QueueName;
        await replies.BasicConsumeAsync(queue, autoAck: true, pending);
        return new ReplyQueueClient(consuming, publishing, new RpcSender(await publishing.CreateChannelAsync(), pending, queue, contender));
    }

    public ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) => _sender.CallAsync(payload, slow);

    public async ValueTask DisposeAsync()
    {
        await _publishing.DisposeAsync();
        await _consuming.DisposeAsync();
    }
}
