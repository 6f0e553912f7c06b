namespace TypedRpc;

/// <summary>How messages are subscribed to and handled.</summary>
/// <remarks>A queue's arguments are fixed when it is first declared. A queue that exists with other arguments is an error that shows both.</remarks>
public sealed class SubscriberOptions
{
    /// <summary>Name of the group, or null. The instances of a group share one durable queue, and each message goes to one of them; an instance without a group has a queue of
    /// its own, which is gone with its connection.</summary>
    public string? Group { get; set; }

    /// <summary>Name of the group's durable queue, or null for <c>{exchange}.{Contract}.{group}</c>, without a contract <c>{exchange}.{group}</c>.</summary>
    public string? Queue { get; set; }

    /// <summary>Wire names of the events that are handled; all of the contract when empty.</summary>
    public IList<string> Events { get; } = [];

    /// <summary>Patterns that bind the queue to the exchange: <c>*</c> is one word, <c>#</c> any number. When empty, those of the events.</summary>
    /// <remarks>A binding that a durable queue has already stays: AMQP cannot list them.</remarks>
    public IList<string> Patterns { get; } = [];

    /// <summary>How many unacknowledged messages the broker lets this subscriber hold, 1 to 65,535. Default 200.</summary>
    public int Prefetch { get; set; } = 200;

    /// <summary>How many handlers run at once in this process, 1 to 10,000. Default 20.</summary>
    public int MaxConcurrency { get; set; } = 20;

    /// <summary>Whether messages are handled one after another in the order of the queue: only one instance of a group is active at a time, and a message that fails holds up
    /// those behind it until it succeeds or is given up.</summary>
    public bool Ordered { get; set; }

    /// <summary>When a message is taken off the queue. Default <see cref="AcknowledgementMode.AfterHandler"/>.</summary>
    public AcknowledgementMode Acknowledgement { get; set; }

    /// <summary>Type of a group's queue. Default <see cref="TypedRpc.QueueType.Classic"/>.</summary>
    public QueueType QueueType { get; set; }

    /// <summary>How often a message is handed to a handler that fails, 1 to 1,000, before it is a dead letter. Default 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Time between two attempts, at most 24 days. Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a group keeps the messages it gives up in the queue <c>{queue}.dead</c>, with the reason in their headers; else they are dropped. Default true.</summary>
    public bool DeadLetter { get; set; } = true;

    /// <summary>Remembers the ids of messages that have been handled, so that a message that comes twice is handled once; null for no such suppression.</summary>
    public IDeduplicationStore? Deduplication { get; set; }

    /// <summary>How long an id is remembered, at most 24 days. Default 10 min.</summary>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromMinutes(10);
}
