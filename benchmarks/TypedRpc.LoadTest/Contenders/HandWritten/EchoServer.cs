using RabbitMQ.Client;

namespace TypedRpc.LoadTest.Contenders.HandWritten;

internal sealed class EchoServer : IAsyncDisposable
{
    private readonly IConnection _consuming;
    private readonly IConnection _publishing;

    private EchoServer(IConnection consuming, IConnection publishing)
    {
        _consuming = consuming;
        _publishing = publishing;
    }

    public static async Task<EchoServer> StartAsync(Uri uri, string contender)
    {
        var server = new EchoServer(await Amqp.ConnectAsync(uri, "server in"), await Amqp.ConnectAsync(uri, "server out"));
        var requests = await server._consuming.CreateChannelAsync();
        var replies = await server._publishing.CreateChannelAsync();
        foreach (var slow in new[] { false, true })
        {
            var queue = Amqp.Queue(contender, slow);
            await requests.QueueDeclareAsync(queue, durable: false, exclusive: false, autoDelete: true);
            await requests.BasicConsumeAsync(queue, autoAck: true, slow ? new SlowRequestConsumer(requests, replies) : new RequestConsumer(requests, replies));
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _consuming.DisposeAsync();
        await _publishing.DisposeAsync();
    }
}
