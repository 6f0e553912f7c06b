using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>Replies come straight to the channel, which must be the one that published the request.</summary>
internal sealed class DirectReplyToClient : IEchoClient
{
    private const string PseudoQueue = "amq.rabbitmq.reply-to";

    private readonly IConnection _connection;
    private readonly RpcSender _sender;

    private DirectReplyToClient(IConnection connection, RpcSender sender)
    {
        _connection = connection;
        _sender = sender;
    }

    public static async Task<IEchoClient> ConnectAsync(Uri uri, string contender)
    {
        var connection = await Amqp.ConnectAsync(uri, "client");
        var channel = await connection.CreateChannelAsync();
        var pending = new PendingReplies(channel);
        await channel.BasicConsumeAsync(PseudoQueue, autoAck: true, pending);
        return new DirectReplyToClient(connection, new RpcSender(channel, pending, PseudoQueue, contender));
    }

    public ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) => _sender.CallAsync(payload, slow);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
