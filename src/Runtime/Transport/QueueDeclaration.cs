namespace TypedRpc.Transport;

/// <summary>A queue and its arguments.</summary>
public sealed record QueueDeclaration
{
    /// <summary>Its name; empty for one that the broker names: such a queue is exclusive and gone with the session.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Whether to declare it, durable if it has a name; otherwise it is used as found.</summary>
    public bool Declare { get; init; } = true;

    /// <summary>Its type; a queue that the broker names is classic.</summary>
    public QueueType Type { get; init; }

    /// <summary>Highest message priority (<c>x-max-priority</c>), or null.</summary>
    public int? MaxPriority { get; init; }

    /// <summary>Longest time that a message stays in it (<c>x-message-ttl</c>), or null.</summary>
    public TimeSpan? MessageTtl { get; init; }

    /// <summary>Exchange for what expires in it or is rejected (<c>x-dead-letter-exchange</c>), empty for the default exchange, or null: it is dropped.</summary>
    public string? DeadLetterExchange { get; init; }

    /// <summary>Routing key of dead letters (<c>x-dead-letter-routing-key</c>), or null for the message's own.</summary>
    public string? DeadLetterRoutingKey { get; init; }

    /// <summary>Whether what expires or is rejected stays in a quorum queue until the queue that it goes to has confirmed it (<c>x-dead-letter-strategy</c>), instead of being
    /// on its way for a moment in which a broker that dies forgets it.</summary>
    public bool DeadLetterAtLeastOnce { get; init; }

    /// <summary>How often a quorum queue delivers a message before it gives it up (<c>x-delivery-limit</c>), or null.</summary>
    public int? DeliveryLimit { get; init; }

    /// <summary>Whether only one consumer is active at a time (<c>x-single-active-consumer</c>).</summary>
    public bool SingleActiveConsumer { get; init; }

    /// <summary>The shared queue of a service.</summary>
    internal static QueueDeclaration OfService(string name, ServiceOptions options, bool declare) => new()
    {
        Name = name,
        Declare = declare,
        Type = options.QueueType,
        MaxPriority = options.MaxPriority,
        MessageTtl = options.MessageTtl,
        DeadLetterExchange = options.DeadLetterExchange,
        DeliveryLimit = options.DeliveryLimit,
        SingleActiveConsumer = options.SingleActiveConsumer,
    };
}
