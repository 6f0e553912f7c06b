namespace TypedRpc.Transport;

/// <summary>What a subscriber consumes from.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Prefetch">How many unsettled messages it holds at most.</param>
public sealed record Subscription(QueueDeclaration Queue, int Prefetch)
{
    /// <summary>Exchanges that its bindings name; made sure of before the queue.</summary>
    public IReadOnlyList<ExchangeDeclaration> Exchanges { get; init; } = [];

    /// <summary>What binds the queue; none when <see cref="QueueDeclaration.Declare"/> is off.</summary>
    public IReadOnlyList<QueueBinding> Bindings { get; init; } = [];

    /// <summary>Other queues that must be there: for retries and dead letters.</summary>
    public IReadOnlyList<QueueDeclaration> Companions { get; init; } = [];
}
