using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace TypedRpc.StartUp.Subject;

/// <summary>The least code over RabbitMQ.Client that makes a call: a reply queue, correlation by id, no deadline, no return of what nobody takes.</summary>
internal static class HandWrittenClient
{
    public static async Task RunAsync(string uri)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        await using var requests = await connection.CreateChannelAsync();
        await using var replies = await connection.CreateChannelAsync();
        var queue = (await replies.QueueDeclareAsync()).QueueName;
        var id = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(replies);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            if (delivery.BasicProperties.CorrelationId == id)
            {
                answer.TrySetResult(delivery.Body.ToArray());
            }

            return Task.CompletedTask;
        };
        await replies.BasicConsumeAsync(queue, autoAck: true, consumer);

        var calling = Stopwatch.GetTimestamp();
        var properties = new BasicProperties { CorrelationId = id, ReplyTo = queue };
        await requests.BasicPublishAsync(string.Empty, HandWrittenServer.Queue, mandatory: false, properties, new byte[128]);
        await answer.Task;
        Report.FirstCall(calling);
    }
}
