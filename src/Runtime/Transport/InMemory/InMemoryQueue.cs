using System.Globalization;

namespace TypedRpc.Transport.InMemory;

/// <summary>A queue with its consumers. Guarded by the broker's lock.</summary>
internal sealed class InMemoryQueue(InMemoryBroker broker, QueueDeclaration declaration)
{
    private readonly LinkedList<InMemoryMessage> _ready = new();
    private readonly List<InMemoryConsumer> _consumers = [];
    private ITimer? _expiry;
    private long _expiryAt = long.MaxValue;
    private int _next;

    public string Name => declaration.Name;

    /// <summary>Whether it outlives a restart of the broker; one that the broker named does not.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>The arguments that a second declaration must repeat, as text.</summary>
    public string Arguments { get; } = Describe(declaration);

    public int Count => _ready.Count + _consumers.Sum(static consumer => consumer.Unsettled.Count);

    public void Add(InMemoryMessage message)
    {
        if (declaration.MessageTtl is { } ttl)
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
        ReturnUnsettled(consumer);
        DeliverReady();
    }

    /// <summary>The queue is gone, and what is in it.</summary>
    public void Delete()
    {
        foreach (var consumer in _consumers)
        {
            consumer.IsStopped = true;
            consumer.End();
            consumer.Unsettled.Clear();
        }

        _consumers.Clear();
        _ready.Clear();
        _expiry?.Dispose();
    }

    private void ReturnUnsettled(InMemoryConsumer consumer)
    {
        foreach (var message in consumer.Unsettled.Values.Reverse())
        {
            Requeue(message);
        }

        consumer.Unsettled.Clear();
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
            DeadLetter(message, "rejected");
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

    public static string Describe(QueueDeclaration queue) => string.Create(
        CultureInfo.InvariantCulture,
        $"type {queue.Type}, max-priority {Text(queue.MaxPriority)}, message-ttl {Text(queue.MessageTtl?.TotalMilliseconds)}, dead-letter-exchange {queue.DeadLetterExchange ?? "-"}, dead-letter-routing-key {queue.DeadLetterRoutingKey ?? "-"}, delivery-limit {Text(queue.DeliveryLimit)}, single-active-consumer {queue.SingleActiveConsumer}");

    private static string Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture) ?? "-";

    private void Requeue(InMemoryMessage message)
    {
        if (declaration.DeliveryLimit is { } limit && message.Deliveries > limit)
        {
            DeadLetter(message, "delivery_limit");
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
                DeadLetter(node.Value, "expired");
                continue;
            }

            if (NextConsumer() is not { } consumer)
            {
                break;
            }

            _ready.RemoveFirst();
            consumer.Deliver(node.Value);
        }

        ArmExpiry(now);
    }

    // As in RabbitMQ, a message expires when it has come to the head of its queue.
    private void ArmExpiry(long now)
    {
        var due = _ready.First?.Value.Expires ?? long.MaxValue;
        if (due == _expiryAt)
        {
            return;
        }

        _expiryAt = due;
        _expiry ??= broker.TimeProvider.CreateTimer(static state => ((InMemoryQueue)state!).OnExpiry(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _expiry.Change(
            due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Ceiling(broker.TimeProvider.GetElapsedTime(now, due).TotalMilliseconds)),
            Timeout.InfiniteTimeSpan);
    }

    private void OnExpiry() => broker.Run(() =>
    {
        _expiryAt = long.MaxValue;
        DeliverReady();
    });

    private InMemoryConsumer? NextConsumer()
    {
        if (declaration.SingleActiveConsumer)
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

    private void DeadLetter(InMemoryMessage message, string reason)
    {
        if (declaration.DeadLetterExchange is not null)
        {
            broker.Route(message.ToDeadLetter(declaration, reason), message.ContentType, message.UserId);
        }
    }
}
