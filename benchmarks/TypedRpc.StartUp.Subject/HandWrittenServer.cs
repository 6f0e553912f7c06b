using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace TypedRpc.StartUp.Subject;

internal static class HandWrittenServer
{
    public const string Queue = "startup.hand-written";

    public static async Task<IAsyncDisposable> StartAsync(string uri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: false, exclusive: true, autoDelete: true);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var properties = new BasicProperties { CorrelationId = delivery.BasicProperties.CorrelationId };
            await channel.BasicPublishAsync(string.Empty, delivery.BasicProperties.ReplyTo!, mandatory: false, properties, delivery.Body);
        };
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
        return connection;
    }
}
