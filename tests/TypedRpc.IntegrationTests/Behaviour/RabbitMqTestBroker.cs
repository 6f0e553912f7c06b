using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TypedRpc.Behaviour;
using TypedRpc.RabbitMQ;

namespace TypedRpc.IntegrationTests.Behaviour;

/// <summary>The suite's broker over a real RabbitMQ: starts each test without the queues of the last.</summary>
internal sealed class RabbitMqTestBroker : ITestBroker
{
    private static readonly string[] Queues = ["behaviour.Workbench", "behaviour.closed.Closed", "behaviour.topic.Topical", "behaviour.evolution.Shop"];

    private readonly string _uri;
    private readonly Action<RabbitMqOptions>? _configure;
    private readonly IConnection _connection;

    private RabbitMqTestBroker(Uri uri, Action<RabbitMqOptions>? configure, IConnection connection)
    {
        _uri = uri.ToString();
        _configure = configure;
        _connection = connection;
        User = Uri.UnescapeDataString(uri.UserInfo.Split(':')[0]);
    }

    public string User { get; }

    public static Task<ITestBroker> StartAsync(Uri uri) => StartAsync(uri, uri, configure: null);

    /// <summary>With another way to the broker for the connections under test than for strangers.</summary>
    public static async Task<ITestBroker> StartAsync(Uri strangers, Uri uri, Action<RabbitMqOptions>? configure)
    {
        var broker = new RabbitMqTestBroker(uri, configure, await new ConnectionFactory { Uri = strangers }.CreateConnectionAsync());
        await using var channel = await broker._connection.CreateChannelAsync();
        foreach (var queue in Queues)
        {
            await channel.QueueDeleteAsync(queue);
        }

        return broker;
    }

    public async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure) => await RabbitRpcConnection.ConnectAsync(_uri, configure, _configure);

    public async Task PublishAsync(string exchange, string routingKey, byte[] body, string? replyTo)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: false, new BasicProperties { ReplyTo = replyTo }, body);
    }

    public async Task<ReplyInbox> OpenInboxAsync(string replyExchange)
    {
        var channel = await _connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, replyExchange, queue);
        var messages = Channel.CreateUnbounded<byte[]>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => messages.Writer.WriteAsync(delivery.Body.ToArray()).AsTask();
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return new ReplyInbox(queue, messages.Reader, channel);
    }

    /// <summary>Ready messages: AMQP tells of no others. A connection that has closed has given back what it left unsettled.</summary>
    public async Task<int> CountAsync(string queue)
    {
        try
        {
            await using var channel = await _connection.CreateChannelAsync();
            return (int)(await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    public async Task DeleteAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _connection.DisposeAsync();
    }
}
