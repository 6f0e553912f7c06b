namespace TypedRpc.Transport.InMemory;

/// <summary>A message in a queue.</summary>
internal sealed class InMemoryMessage(in OutboundMessage message, string? contentType, string? userId, long expires)
{
    public string Exchange { get; } = message.Exchange;

    public string RoutingKey { get; } = message.RoutingKey;

    // The publisher may use its buffer again at once.
    public byte[] Body { get; } = message.Body.ToArray();

    public string? ReplyTo { get; } = message.ReplyTo;

    public string? ContentType { get; } = contentType;

    public string? UserId { get; } = userId;

    public bool Persistent { get; } = message.Persistent;

    /// <summary>When it dies, or <see cref="long.MaxValue"/>.</summary>
    public long Expires { get; set; } = expires;

    public int Deliveries { get; set; }

    public InboundMessage ToInbound(ulong deliveryTag) => new(Exchange, RoutingKey, Body, ContentType, ReplyTo, UserId, Deliveries > 1, deliveryTag);
}
