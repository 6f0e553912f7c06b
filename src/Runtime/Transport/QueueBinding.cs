namespace TypedRpc.Transport;

/// <summary>Binds a queue to an exchange.</summary>
/// <param name="Exchange">The exchange; it exists.</param>
/// <param name="RoutingKey">Key or pattern.</param>
public readonly record struct QueueBinding(string Exchange, string RoutingKey);
