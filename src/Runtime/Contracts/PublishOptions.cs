namespace TypedRpc;

/// <summary>How messages without a contract are published.</summary>
public sealed record PublishOptions
{
    /// <summary>Whether a message that no queue is bound for is an error instead of being dropped.</summary>
    public bool Mandatory { get; init; }

    /// <summary>Longest time until the broker has confirmed it, waiting for the connection included; null for <see cref="TypedRpcOptions.DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
