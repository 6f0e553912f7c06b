using System.Collections.Concurrent;
using System.Threading.Channels;
using MessagePack;
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
    private readonly Channel<ulong> _held = System.Threading.Channels.Channel.CreateUnbounded<ulong>();

    private ReplyTap(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>The replies since the client was found.</summary>
    public IReadOnlyCollection<byte[]> Heard => _heard;

    /// <summary>Where the client waits for its answers.</summary>
    public string ReplyTo { get; private set; } = string.Empty;

    /// <summary>The id of the next call that its handler holds.</summary>
    public async Task<ulong> HeldAsync() => await _held.Reader.ReadAsync().AsTask().WaitAsync(TestTimeouts.Step);

    public static async Task<ReplyTap> OpenAsync(Uri broker, Func<Task> call)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var tap = new ReplyTap(connection, channel);

        // The request of a call tells where its answer goes.
        var replyTo = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await tap.ListenAsync(Requests, "Ledgered.Echo", delivery => replyTo.TrySetResult(delivery.BasicProperties.ReplyTo!));
        await call();
        tap.ReplyTo = await replyTo.Task.WaitAsync(TestTimeouts.Step);
        await tap.ListenAsync(Replies, tap.ReplyTo, delivery => tap._heard.Enqueue(delivery.Body.ToArray()));
        await tap.ListenAsync(Requests, "Ledgered.Hold", delivery => tap._held.Writer.TryWrite(NumberOf(delivery.Body)));
        return tap;
    }

    /// <summary>Sends the client a reply; the broker has it when this completes.</summary>
    /// <param name="reply">The message.</param>
    /// <param name="exchange">By which way; that of the service's replies if null.</param>
    /// <param name="contentType">What it says it is; nothing if null.</param>
    public async Task SendAsync(byte[] reply, string? exchange = null, string? contentType = null) =>
        await _channel.BasicPublishAsync(exchange ?? Replies, ReplyTo, mandatory: false, new BasicProperties { ContentType = contentType }, reply);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static ulong NumberOf(ReadOnlyMemory<byte> call)
    {
        var reader = new MessagePackReader(call);
        reader.ReadArrayHeader();
        reader.Skip();
        return reader.ReadUInt64();
    }

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
