namespace TypedRpc;

/// <summary>How one service is served: concurrency and the queue's arguments.</summary>
/// <remarks>
/// The queue's arguments are fixed when it is first declared. A queue that exists with other arguments is an error at start that shows both.
/// </remarks>
public sealed class ServiceOptions
{
    /// <summary>How many calls run at once in this process, at least 1. Default 100.</summary>
    public int MaxConcurrentCalls { get; set; } = 100;

    /// <summary>How many unacknowledged messages the broker lets this consumer hold, 1 to 65,535. Default 100.</summary>
    /// <remarks>100 to 300 is RabbitMQ's advice: https://www.rabbitmq.com/docs/confirms#channel-qos-prefetch-throughput.</remarks>
    public int Prefetch { get; set; } = 100;

    /// <summary>Longest time from a message's arrival until it is settled, whatever its handler does; 1 ms to 24 days. Default 25 min.</summary>
    /// <remarks>
    /// Then the handler's token fires, its caller gets an error, and a one-way call is given up. It has to be less than RabbitMQ's <c>consumer_timeout</c>, 30 min
    /// unless configured, after which the broker closes the channel and delivers all that it holds again: https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout.
    /// </remarks>
    public TimeSpan MaxHandlerTime { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>Type of the queue. Default <see cref="TypedRpc.QueueType.Classic"/>.</summary>
    public QueueType QueueType { get; set; }

    /// <summary>Highest message priority (<c>x-max-priority</c>, 1 to 255), or null; classic queues only.</summary>
    public int? MaxPriority { get; set; }

    /// <summary>Longest time that a message stays in the queue (<c>x-message-ttl</c>), or null. Each call's own deadline applies besides.</summary>
    public TimeSpan? MessageTtl { get; set; }

    /// <summary>Exchange for requests that are given up (<c>x-dead-letter-exchange</c>), or null: they are dropped.</summary>
    public string? DeadLetterExchange { get; set; }

    /// <summary>How often a quorum queue delivers a message before it gives up (<c>x-delivery-limit</c>), or null.</summary>
    public int? DeliveryLimit { get; set; }

    /// <summary>Whether only one consumer is active at a time (<c>x-single-active-consumer</c>).</summary>
    public bool SingleActiveConsumer { get; set; }

    internal ServiceOptions Clone() => (ServiceOptions)MemberwiseClone();
}
