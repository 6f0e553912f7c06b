using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Somebody with an account of the broker who speaks to a service by hand.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<StrangerReply>> _replies = new();
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Stranger(IConnection connection, IChannel channel, string exchange, string inbox) => (_connection, _channel, Exchange, Inbox) = (connection, channel, exchange, inbox);

    /// <summary>The service's exchange.</summary>
    public string Exchange { get; }

    /// <summary>A queue of the stranger's own where the service's answers can go, to be used as reply-to.</summary>
    public string Inbox { get; }

    /// <summary>Properties of a message whose answer comes to the inbox.</summary>
    public BasicProperties WithInbox => new() { ReplyTo = Inbox };

    /// <param name="broker">Where the service is.</param>
    /// <param name="exchange">Its exchange, which must exist, as its reply exchange.</param>
    public static async Task<Stranger> OpenAsync(Uri broker, string exchange)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var stranger = new Stranger(connection, channel, exchange, (await channel.QueueDeclareAsync()).QueueName);
        await channel.QueueBindAsync(stranger.Inbox, $"{exchange}.replies", stranger.Inbox);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += stranger.OnReplyAsync;
        await channel.BasicConsumeAsync(stranger.Inbox, autoAck: true, consumer);
        return stranger;
    }

    /// <summary>Publishes anything; the broker has it when this completes.</summary>
    public Task PublishAsync(string routingKey, byte[] body, BasicProperties? properties = null, string? exchange = null) =>
        _channel.BasicPublishAsync(exchange ?? Exchange, routingKey, mandatory: false, properties ?? new BasicProperties(), body).AsTask();

    /// <summary>The answer to a number.</summary>
    public Task<StrangerReply> ReplyAsync(ulong number) => Waiting(number).Task.WaitAsync(TestTimeouts.Step);

    /// <summary>A queue of the stranger's own with these bindings to an exchange. What comes there stays there.</summary>
    public async Task<string> SpyAsync(string exchange, params string[] routingKeys)
    {
        string queue = (await _channel.QueueDeclareAsync()).QueueName;
        foreach (string key in routingKeys)
        {
            await _channel.QueueBindAsync(queue, exchange, key);
        }

        return queue;
    }

    /// <summary>How many messages wait in a queue.</summary>
    public Task<uint> CountAsync(string queue) => _channel.MessageCountAsync(queue);

    /// <summary>Takes a binding away.</summary>
    public Task UnbindAsync(string queue, string exchange, string routingKey) => _channel.QueueUnbindAsync(queue, exchange, routingKey);

    /// <summary>Publishes on a channel of its own what the broker refuses, and says with which code it closes that.</summary>
    public async Task<ushort> RefusedAsync(string routingKey, byte[] body, BasicProperties properties)
    {
        await using IChannel channel = await _connection.CreateChannelAsync();
        var closed = new TaskCompletionSource<ushort>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason.ReplyCode);
            return Task.CompletedTask;
        };
        await channel.BasicPublishAsync(Exchange, routingKey, mandatory: false, properties, body);
        return await closed.Task.WaitAsync(TestTimeouts.Step);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _connection.DisposeAsync();
    }

    private Task OnReplyAsync(object sender, BasicDeliverEventArgs delivery)
    {
        foreach (StrangerReply reply in StrangerReply.Read(delivery.Body))
        {
            Waiting(reply.Number).TrySetResult(reply);
        }

        return Task.CompletedTask;
    }

    private TaskCompletionSource<StrangerReply> Waiting(ulong number) => _replies.GetOrAdd(number, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
