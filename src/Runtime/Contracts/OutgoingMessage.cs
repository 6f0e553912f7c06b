namespace TypedRpc;

/// <summary>A message without a contract, to be published.</summary>
/// <param name="Exchange">Exchange; the empty name is AMQP's default exchange, whose routing keys are names of queues.</param>
/// <param name="RoutingKey">Routing key; at most 255 UTF-8 bytes.</param>
/// <param name="Body">The body; it is copied when it is published.</param>
/// <param name="Properties">Its properties, or null for a persistent message with an id and nothing else.</param>
public readonly record struct OutgoingMessage(string Exchange, string RoutingKey, ReadOnlyMemory<byte> Body, MessageProperties? Properties = null);
