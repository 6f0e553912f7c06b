using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>A message to publish. The body must stay unchanged until the publish has completed.</summary>
/// <param name="Exchange">Exchange to publish to.</param>
/// <param name="RoutingKey">Routing key.</param>
/// <param name="Body">One or more frames.</param>
/// <param name="ExpirationMilliseconds">Time to live in the broker in milliseconds; null for none.</param>
/// <param name="ReplyTo">Where replies go, or null.</param>
/// <param name="Mandatory">Whether the broker returns the message when nothing is bound to the routing key.</param>
/// <param name="Persistent">Whether the broker keeps the message over a restart, in a durable queue.</param>
public readonly record struct OutboundMessage(
    string Exchange,
    string RoutingKey,
    ReadOnlyMemory<byte> Body,
    long? ExpirationMilliseconds = null,
    string? ReplyTo = null,
    bool Mandatory = false,
    bool Persistent = false)
{
    /// <summary>All its properties, or null. When set, expiration, reply address and persistence are what stands here, not what stands above.</summary>
    public MessageProperties? Properties { get; init; }

    /// <summary>The body as frames where each was encoded, for a session that <see cref="ITransportSession.TakesParts"/>; <see cref="Body"/> is empty then.</summary>
    internal IReadOnlyList<PooledBufferWriter>? Parts { get; init; }
}
