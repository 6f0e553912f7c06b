using System.Globalization;
using RabbitMQ.Client;
using TypedRpc.Protocol;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The properties of our messages, written straight into the frame: RabbitMQ.Client's own class is an object and a string more a message.</summary>
/// <remarks>
/// Layout: AMQP 0-9-1, class 60 (basic), content header: https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 2.3.5.2. The members that return what is
/// set serve RabbitMQ.Client when somebody listens to its activities; the properties that we never set are absent.
/// </remarks>
internal readonly struct MessageProperties(ShortString? replyTo, long? expiration, ShortString? userId, bool persistent) : IReadOnlyBasicProperties, IAmqpHeader
{
    private const byte ContentTypeFlag = 1 << 7;
    private const byte DeliveryModeFlag = 1 << 4;
    private const byte ReplyToFlag = 1 << 1;
    private const byte ExpirationFlag = 1;
    private const byte UserIdFlag = 1 << 4;
    private const int FlagsSize = 2;

    private static readonly ShortString Type1 = new(WireConstants.ContentType);

    public ushort ProtocolClassId => 60;

    public string ContentType => Type1.Value;

    public DeliveryModes DeliveryMode => persistent ? DeliveryModes.Persistent : DeliveryModes.Transient;

    public bool Persistent => persistent;

    public string? ReplyTo => replyTo?.Value;

    public string? Expiration => expiration?.ToString(CultureInfo.InvariantCulture);

    public string? UserId => userId?.Value;

    public string? AppId => null;

    public string? ClusterId => null;

    public string? ContentEncoding => null;

    public string? CorrelationId => null;

    public IDictionary<string, object?>? Headers => null;

    public string? MessageId => null;

    public byte Priority => 0;

    public PublicationAddress? ReplyToAddress => null;

    public AmqpTimestamp Timestamp => default;

    public string? Type => null;

    public bool IsContentTypePresent() => true;

    public bool IsDeliveryModePresent() => true;

    public bool IsReplyToPresent() => replyTo is not null;

    public bool IsExpirationPresent() => expiration is not null;

    public bool IsUserIdPresent() => userId is not null;

    public bool IsAppIdPresent() => false;

    public bool IsClusterIdPresent() => false;

    public bool IsContentEncodingPresent() => false;

    public bool IsCorrelationIdPresent() => false;

    public bool IsHeadersPresent() => false;

    public bool IsMessageIdPresent() => false;

    public bool IsPriorityPresent() => false;

    public bool IsTimestampPresent() => false;

    public bool IsTypePresent() => false;

    // Exactly what WriteTo writes: RabbitMQ.Client sends as many bytes as it asked for.
    public int GetRequiredBufferSize() =>
        FlagsSize + Type1.Size + 1 + (replyTo?.Size ?? 0) + (expiration is { } milliseconds ? 1 + Digits(milliseconds) : 0) + (userId?.Size ?? 0);

    public int WriteTo(Span<byte> span)
    {
        span[0] = ContentTypeFlag | DeliveryModeFlag;
        span[1] = 0;
        var offset = FlagsSize;
        offset += Type1.WriteTo(span[offset..]);
        span[offset++] = (byte)DeliveryMode;
        if (replyTo is not null)
        {
            span[0] |= ReplyToFlag;
            offset += replyTo.WriteTo(span[offset..]);
        }

        if (expiration is { } milliseconds)
        {
            span[0] |= ExpirationFlag;
            milliseconds.TryFormat(span[(offset + 1)..], out var digits, provider: CultureInfo.InvariantCulture);
            span[offset] = (byte)digits;
            offset += 1 + digits;
        }

        if (userId is not null)
        {
            span[1] |= UserIdFlag;
            offset += userId.WriteTo(span[offset..]);
        }

        return offset;
    }

    private static int Digits(long number)
    {
        var digits = 1;
        for (; number >= 10; number /= 10)
        {
            digits++;
        }

        return digits;
    }
}
