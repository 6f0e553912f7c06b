namespace TypedRpc;

/// <summary>How a publisher publishes its events.</summary>
public sealed class PublisherOptions
{
    /// <summary>Whether the broker keeps events over a restart, in durable queues. Default true.</summary>
    public bool Persistent { get; set; } = true;

    /// <summary>Whether an event that no queue is bound for is an error instead of being dropped. Default false.</summary>
    public bool Mandatory { get; set; }

    /// <summary>Longest time until the broker has confirmed an event, waiting for the connection included; null for <see cref="TypedRpcOptions.DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; set; }

    internal PublisherOptions Clone() => (PublisherOptions)MemberwiseClone();
}
