using System.Globalization;

namespace TypedRpc.Transport.InMemory;

/// <summary>A queue with its consumers. Guarded by the broker's lock.</summary>
internal sealed class InMemoryQueue(InMemoryBroker broker, string name, ServiceOptions? options)
{
    private readonly LinkedList<InMemoryMessage> _ready = new();
    private readonly List<InMemoryConsumer> _consumers = [];
    private int _next;

    public string Name { get; } = name;

    public IReadOnlyList<InMemoryConsumer> Consumers => _consumers;

    /// <summary>The arguments that a second declaration must repeat, as text.</summary>
    public string Arguments { get; } = Describe(options);

    public int Count => _ready.Count + _consumers.Sum(static consumer => consumer.Unsettled.Count);

    public void Add(InMemoryMessage message)
    {
        if (options?.MessageTtl is { } ttl)
        {
            message.Expires = Math.Min(message.Expires, Deadline.After(broker.TimeProvider, ttl));
        }

        _ready.AddLast(message);
        DeliverReady();
    }

    public void Consume(InMemoryConsumer consumer)
    {
        _consumers.Add(consumer);
        DeliverReady();
    }

    /// <summary>Ends a consumer; what it has not settled goes back to where it was.</summary>
    public void Remove(InMemoryConsumer consumer)
    {
        consumer.IsStopped = true;
        if (!_consumers.Remove(consumer))
        {
            return;
        }

        consumer.End();
        foreach (var message in consumer.Unsettled.Values.Reverse())
        {
            Requeue(message);
        }

        consumer.Unsettled.Clear();
        DeliverReady();
    }

    public void Settle(InMemoryConsumer consumer, ulong tag, bool accepted, bool requeue)
    {
        if (!consumer.Unsettled.Remove(tag, out var message))
        {
            return;
        }

        if (!accepted && requeue)
        {
            Requeue(message);
        }
        else if (!accepted)
        {
            DeadLetter(message);
        }

        DeliverReady();
    }

    /// <summary>Forgets what a restart of the broker would lose.</summary>
    public void DropTransient()
    {
        for (var node = _ready.First; node is not null;)
        {
            var next = node.Next;
            if (!node.Value.Persistent)
            {
                _ready.Remove(node);
            }

            node = next;
        }
    }

    public static string Describe(ServiceOptions? options) => options is null ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"type {options.QueueType}, max-priority {options.MaxPriority?.ToString(CultureInfo.InvariantCulture) ?? "-"}, message-ttl {options.MessageTtl?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) ?? "-"}, dead-letter-exchange {options.DeadLetterExchange ?? "-"}, delivery-limit {options.DeliveryLimit?.ToString(CultureInfo.InvariantCulture) ?? "-"}, single-active-consumer {options.SingleActiveConsumer}");

    private void Requeue(InMemoryMessage message)
    {
        if (options?.DeliveryLimit is { } limit && message.Deliveries > limit)
        {
            DeadLetter(message);
            return;
        }

        _ready.AddFirst(message);
    }

    private void DeliverReady()
    {
        var now = broker.TimeProvider.GetTimestamp();
        while (_ready.First is { } node)
        {
            if (node.Value.Expires <= now)
            {
                _ready.RemoveFirst();
                DeadLetter(node.Value);
                continue;
            }

            if (NextConsumer() is not { } consumer)
            {
                return;
            }

            _ready.RemoveFirst();
            consumer.Deliver(node.Value);
        }
    }

    private InMemoryConsumer? NextConsumer()
    {
        if (options?.SingleActiveConsumer == true)
        {
            return _consumers.Find(static consumer => !consumer.IsStopped) is { HasRoom: true } active ? active : null;
        }

        for (var tried = 0; tried < _consumers.Count; tried++)
        {
            var consumer = _consumers[_next++ % _consumers.Count];
            if (consumer.HasRoom)
            {
                return consumer;
            }
        }

        return null;
    }

    private void DeadLetter(InMemoryMessage message)
    {
        if (options?.DeadLetterExchange is { } exchange)
        {
            broker.Route(new OutboundMessage(exchange, message.RoutingKey, message.Body, ReplyTo: message.ReplyTo, Persistent: message.Persistent), message.ContentType, message.UserId);
        }
    }
}
