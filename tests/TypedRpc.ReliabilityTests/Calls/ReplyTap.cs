using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Hears the replies to one client of the ledger's service, and can send it more.</summary>
internal sealed class ReplyTap : IAsyncDisposable
{
    private const string Requests = "ledgered";
    private const string Replies = "ledgered.replies";

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<byte[]> _heard = new();
    private readonly TaskCompletionSource<string> _replyTo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ReplyTap(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>The replies since the client was found.</summary>
    public IReadOnlyCollection<byte[]> Heard => _heard;

    public static async Task<ReplyTap> OpenAsync(Uri broker, Func<Task> call)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var tap = new ReplyTap(connection, channel);

        // The request of a call tells where its answer goes.
        await tap.ListenAsync(Requests, "Ledgered.Echo", delivery => tap._replyTo.TrySetResult(delivery.BasicProperties.ReplyTo!));
        await call();
        string replyTo = await tap._replyTo.Task.WaitAsync(TestTimeouts.Step);
        await tap.ListenAsync(Replies, replyTo, delivery => tap._heard.Enqueue(delivery.Body.ToArray()));
        return tap;
    }

    /// <summary>Sends the client a reply; the broker has it when this completes.</summary>
    public async Task SendAsync(byte[] reply) => await _channel.BasicPublishAsync(Replies, await _replyTo.Task, reply);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ListenAsync(string exchange, string routingKey, Action<BasicDeliverEventArgs> onMessage)
    {
        string queue = (await _channel.QueueDeclareAsync()).QueueName;
        await _channel.QueueBindAsync(queue, exchange, routingKey);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            onMessage(delivery);
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }
}
