using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.Protocol;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Stands in the place of a server and sees what one sees: who asks, and under which number. Answers nothing by itself.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Channel<(ulong Id, string ReplyTo)> _calls = System.Threading.Channels.Channel.CreateUnbounded<(ulong, string)>();

    private RawServer(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public static async Task<RawServer> StartAsync(string uri, RpcServiceInfo service)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var server = new RawServer(connection, channel);
        await channel.ExchangeDeclareAsync(service.Exchange, ExchangeType.Direct, durable: true);
        await channel.ExchangeDeclareAsync(service.ReplyExchange, ExchangeType.Direct, durable: true);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var method in service.Methods)
        {
            await channel.QueueBindAsync(queue, service.Exchange, method.RoutingKey);
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += server.OnCallAsync;
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return server;
    }

    /// <summary>The next call: its number, and where its answer is waited for.</summary>
    public async Task<(ulong Id, string ReplyTo)> NextAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(TestSupport.TestTimeouts.Step);

    /// <summary>Publishes anything anywhere; the broker has it when this completes.</summary>
    public Task PublishAsync(string exchange, string routingKey, byte[] body) => _channel.BasicPublishAsync(exchange, routingKey, body).AsTask();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task OnCallAsync(object sender, BasicDeliverEventArgs delivery)
    {
        ReadOnlyMemory<byte> body = delivery.Body.ToArray();
        while (!body.IsEmpty && FrameReader.TryRead(ref body, out var frame, out _))
        {
            await _calls.Writer.WriteAsync((frame.CallId, delivery.BasicProperties.ReplyTo!));
        }
    }
}
