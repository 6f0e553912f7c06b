using System.Text;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>A dead-letter exchange of a row, and who reads what comes there.</summary>
internal sealed class DeadLetters : IAsyncDisposable
{
    /// <summary>Comes in place of a reason when the broker does not take what was published.</summary>
    public const string Refused = "refusal by the broker";

    private const uint LargestLetter = 128 * 1024 * 1024;

    private readonly Channel<string> _reasons = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _exchange;

    private DeadLetters(IConnection connection, IChannel channel, string exchange) => (_connection, _channel, _exchange) = (connection, channel, exchange);

    public static async Task<DeadLetters> StartAsync(Uri broker, string exchange)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, MaxInboundMessageBodySize = LargestLetter };
        IConnection connection = await factory.CreateConnectionAsync();
        var letters = new DeadLetters(connection, await connection.CreateChannelAsync(), exchange);
        letters._channel.ChannelShutdownAsync += (_, _) => letters._reasons.Writer.WriteAsync(Refused).AsTask();
        await letters._channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout);
        string queue = (await letters._channel.QueueDeclareAsync()).QueueName;
        await letters._channel.QueueBindAsync(queue, exchange, string.Empty);
        var consumer = new AsyncEventingBasicConsumer(letters._channel);
        consumer.ReceivedAsync += (_, delivery) => letters._reasons.Writer.WriteAsync(ReasonOf(delivery.BasicProperties)).AsTask();
        await letters._channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return letters;
    }

    /// <summary>Why the next message is here, as the broker says it.</summary>
    public Task<string> NextAsync() => _reasons.Reader.ReadAsync().AsTask().WaitAsync(TestTimeouts.Command);

    /// <summary>Publishes anything anywhere.</summary>
    public ValueTask PublishAsync(string exchange, string routingKey, byte[] body) => _channel.BasicPublishAsync(exchange, routingKey, body);

    public async ValueTask DisposeAsync()
    {
        await using (IChannel channel = await _connection.CreateChannelAsync())
        {
            await channel.ExchangeDeleteAsync(_exchange);
        }

        await _connection.CloseAsync();
        await _connection.DisposeAsync();
    }

    private static string ReasonOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-first-death-reason", out object? reason) == true && reason is byte[] text ? Encoding.UTF8.GetString(text) : "none";
}
