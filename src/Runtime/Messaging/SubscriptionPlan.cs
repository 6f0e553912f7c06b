using System.Globalization;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>The queues of a subscription, and what they are called.</summary>
internal sealed class SubscriptionPlan
{
    /// <param name="exchange">Exchange that the queue is bound to; the empty name for none.</param>
    /// <param name="defaultQueue">Name of a group's queue, before the group's own.</param>
    /// <param name="patterns">What binds it.</param>
    /// <param name="options">The options; valid.</param>
    /// <param name="declare">Whether queues are declared and bound.</param>
    public SubscriptionPlan(ExchangeDeclaration exchange, string defaultQueue, IReadOnlyList<string> patterns, SubscriberOptions options, bool declare)
    {
        Queue = options.Queue ?? (options.Group is { } group ? $"{defaultQueue}.{group}" : null);
        Name = Queue ?? defaultQueue;
        var isShared = Queue is not null;
        DeadQueue = isShared && options.DeadLetter ? $"{Queue}.dead" : null;

        // An ordered queue waits for the message that fails, and a queue of the session's own has nobody else who could take it up meanwhile.
        RetryQueue = isShared && options is { Ordered: false, MaxAttempts: > 1, Acknowledgement: AcknowledgementMode.AfterHandler }
            ? string.Create(CultureInfo.InvariantCulture, $"{Queue}.retry.{options.RetryDelay.TotalMilliseconds:0}")
            : null;
        var queue = new QueueDeclaration { Name = Queue ?? string.Empty, Declare = declare || !isShared, Type = options.QueueType, SingleActiveConsumer = options.Ordered && isShared };
        var companions = new List<QueueDeclaration>();
        if (DeadQueue is not null)
        {
            // What the broker itself gives up, such as a quorum queue at its delivery limit, goes there as well.
            queue = queue with { DeadLetterExchange = string.Empty, DeadLetterRoutingKey = DeadQueue };
            companions.Add(new QueueDeclaration { Name = DeadQueue, Declare = declare, Type = options.QueueType });
        }

        if (RetryQueue is not null)
        {
            // Back to this queue alone: other groups do not get the message again. A classic queue would let go of it before this one has it on disk.
            companions.Add(new QueueDeclaration
            {
                Name = RetryQueue,
                Declare = declare,
                Type = QueueType.Quorum,
                MessageTtl = options.RetryDelay,
                DeadLetterAtLeastOnce = true,
                DeadLetterExchange = string.Empty,
                DeadLetterRoutingKey = Queue,
            });
        }

        Subscription = new Subscription(queue, options.Prefetch)
        {
            Exchanges = exchange.Name.Length == 0 ? [] : [exchange],
            Bindings = queue.Declare && exchange.Name.Length > 0 ? [.. patterns.Select(pattern => new QueueBinding(exchange.Name, pattern))] : [],
            Companions = companions,
        };
    }

    public Subscription Subscription { get; }

    /// <summary>Name of the group's queue, or null for one that the broker names.</summary>
    public string? Queue { get; }

    /// <summary>What it is called in logs.</summary>
    public string Name { get; }

    public string? RetryQueue { get; }

    public string? DeadQueue { get; }
}
