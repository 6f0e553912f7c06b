using System.Text;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>A dead-letter exchange of a row, and who reads what comes there.</summary>
internal sealed class DeadLetters : IAsyncDisposable
{
    private readonly Channel<string> _reasons = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _exchange;

    private DeadLetters(IConnection connection, IChannel channel, string exchange) => (_connection, _channel, _exchange) = (connection, channel, exchange);

    public static async Task<DeadLetters> StartAsync(Uri broker, string exchange)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var letters = new DeadLetters(connection, await connection.CreateChannelAsync(), exchange);
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
        await _channel.ExchangeDeleteAsync(_exchange);
        await _connection.CloseAsync();
        await _connection.DisposeAsync();
    }

    private static string ReasonOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-first-death-reason", out object? reason) == true && reason is byte[] text ? Encoding.UTF8.GetString(text) : "none";
}
