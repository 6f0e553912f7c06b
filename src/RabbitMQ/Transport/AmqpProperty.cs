namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The properties of <c>basic</c>, as the bits that say which of them follow, in this order.</summary>
/// <remarks>https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 4.2.6.1.</remarks>
[Flags]
internal enum AmqpProperty : ushort
{
    None = 0,
    ClusterId = 1 << 2,
    AppId = 1 << 3,
    UserId = 1 << 4,
    Type = 1 << 5,
    Timestamp = 1 << 6,
    MessageId = 1 << 7,
    Expiration = 1 << 8,
    ReplyTo = 1 << 9,
    CorrelationId = 1 << 10,
    Priority = 1 << 11,
    DeliveryMode = 1 << 12,
    Headers = 1 << 13,
    ContentEncoding = 1 << 14,
    ContentType = 1 << 15,
}
