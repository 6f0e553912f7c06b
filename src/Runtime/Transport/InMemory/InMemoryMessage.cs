namespace TypedRpc.Transport.InMemory;

/// <summary>A message in a queue.</summary>
internal sealed class InMemoryMessage(in OutboundMessage message, string? contentType, string? userId, long expires)
{
    public string Exchange { get; } = message.Exchange;

    public string RoutingKey { get; } = message.RoutingKey;

    // The publisher may use its buffer again at once.
    public byte[] Body { get; } = message.Body.ToArray();

    public string? ReplyTo { get; } = message.Properties is { } properties ? properties.ReplyTo : message.ReplyTo;

    public string? ContentType { get; } = message.Properties is { } properties ? properties.ContentType : contentType;

    public string? UserId { get; } = userId;

    public bool Persistent { get; } = message.Properties?.Persistent ?? message.Persistent;

    public MessageProperties? Properties { get; } = message.Properties;

    /// <summary>When it dies, or <see cref="long.MaxValue"/>.</summary>
    public long Expires { get; set; } = expires;

    public int Deliveries { get; set; }

    public InboundMessage ToInbound(ulong deliveryTag) =>
        new(Exchange, RoutingKey, Body, ContentType, ReplyTo, UserId, Deliveries > 1, deliveryTag) { Properties = Properties };

    /// <summary>The message as it goes on to a dead-letter exchange: it does not expire a second time, and says where it comes from.</summary>
    public OutboundMessage ToDeadLetter(QueueDeclaration queue, string reason)
    {
        var headers = new Dictionary<string, object?>(Properties?.Headers ?? new Dictionary<string, object?>());
        headers.TryAdd("x-first-death-exchange", Exchange);
        headers.TryAdd("x-first-death-queue", queue.Name);
        headers.TryAdd("x-first-death-reason", reason);
        var properties = Properties ?? new MessageProperties { ContentType = ContentType, ReplyTo = ReplyTo, Persistent = Persistent };
        return new OutboundMessage(queue.DeadLetterExchange!, queue.DeadLetterRoutingKey ?? RoutingKey, Body) { Properties = properties with { Expiration = null, Headers = headers } };
    }
}
