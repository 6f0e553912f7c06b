using System.Globalization;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A queue's arguments under the names that RabbitMQ gives them.</summary>
internal static class QueueArguments
{
    public static Dictionary<string, object?> Of(QueueDeclaration queue)
    {
        var arguments = new Dictionary<string, object?>();
        Add("x-queue-type", queue.Type == QueueType.Quorum ? "quorum" : null);
        Add("x-max-priority", queue.MaxPriority);
        Add("x-message-ttl", queue.MessageTtl is { } ttl ? (long)ttl.TotalMilliseconds : null);
        Add("x-dead-letter-exchange", queue.DeadLetterExchange);
        Add("x-dead-letter-routing-key", queue.DeadLetterRoutingKey);
        Add("x-dead-letter-strategy", queue.DeadLetterAtLeastOnce ? "at-least-once" : null);

        // Without it RabbitMQ falls back to at most once.
        Add("x-overflow", queue.DeadLetterAtLeastOnce ? "reject-publish" : null);
        Add("x-delivery-limit", queue.DeliveryLimit);
        Add("x-single-active-consumer", queue.SingleActiveConsumer ? true : null);
        return arguments;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                arguments[name] = value;
            }
        }
    }

    public static string Describe(Dictionary<string, object?> arguments) => arguments.Count == 0
        ? "no arguments"
        : string.Join(", ", arguments.Select(static argument => string.Create(CultureInfo.InvariantCulture, $"{argument.Key} = {argument.Value}")));
}
