using System.Buffers.Binary;
using System.Globalization;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A <c>basic.publish</c> with its header and body, as the frames of AMQP 0-9-1 that it takes.</summary>
/// <remarks>Layout: https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 2.3.5 and 4.2. What is set of the properties is what our messages have.</remarks>
internal readonly ref struct PublishCommand
{
    public const byte BodyFrame = 3;
    public const byte FrameEnd = 0xce;
    public const int FrameHead = 7;

    private const byte MethodFrame = 1;
    private const byte HeaderFrame = 2;
    private const int FrameOverhead = FrameHead + 1;
    private const ushort BasicClass = 60;
    private const ushort PublishMethod = 40;
    private const int MethodHead = 6;
    private const int HeaderHead = 14;

    private static readonly ShortString ContentType = new(WireConstants.ContentType);

    private readonly ushort _channel;
    private readonly ShortString _exchange;
    private readonly ShortString _routingKey;
    private readonly ShortString? _replyTo;
    private readonly ShortString? _userId;
    private readonly OutboundMessage _message;
    private readonly int _bodySize;
    private readonly int _largestBody;
    private readonly int _expirationDigits;
    private readonly AmqpProperty _present;
    private readonly ReadOnlySpan<byte> _properties;

    /// <summary>A message with the properties that all our frames have.</summary>
    public PublishCommand(
        ushort channel, int frameMax, ShortString exchange, ShortString routingKey, ShortString? replyTo, ShortString? userId, in OutboundMessage message)
    {
        _channel = channel;
        _largestBody = frameMax - FrameOverhead;
        _exchange = exchange;
        _routingKey = routingKey;
        _replyTo = replyTo;
        _userId = userId;
        _message = message;
        _bodySize = message.Body.Length;
        for (var part = 0; part < message.Parts?.Count; part++)
        {
            _bodySize += message.Parts[part].WrittenCount;
        }

        _expirationDigits = message.ExpirationMilliseconds is { } milliseconds ? Digits(milliseconds) : 0;
    }

    /// <summary>A message with properties of any kind, as <see cref="PropertiesWriter"/> wrote them.</summary>
    public PublishCommand(
        ushort channel, int frameMax, ShortString exchange, ShortString routingKey, AmqpProperty present, ReadOnlySpan<byte> properties, in OutboundMessage message)
        : this(channel, frameMax, exchange, routingKey, null, null, in message)
    {
        _present = present;
        _properties = properties;
    }

    private int MethodSize => MethodHead + _exchange.Size + _routingKey.Size + 1;

    private int HeaderSize => _present != AmqpProperty.None ? HeaderHead + _properties.Length : HeaderHead + ContentType.Size + 1 + (_replyTo?.Size ?? 0) + (_expirationDigits == 0 ? 0 : 1 + _expirationDigits) + (_userId?.Size ?? 0);

    /// <summary>Writes all frames; says whether the body has to stay unchanged until they are sent.</summary>
    public bool WriteTo(GatherBuffer buffer)
    {
        WriteHeader(WriteMethod(buffer.Reserve((2 * FrameOverhead) + MethodSize + HeaderSize)));
        var frames = new BodyFrames(buffer, _channel, _bodySize, _largestBody);
        if (_message.Parts is not { } parts)
        {
            frames.Add(_message.Body);
            return frames.IsReferenced;
        }

        for (var part = 0; part < parts.Count; part++)
        {
            frames.Add(parts[part].WrittenMemory);
        }

        return frames.IsReferenced;
    }

    private Span<byte> WriteMethod(Span<byte> span)
    {
        var payload = BeginFrame(span, MethodFrame, _channel, MethodSize);
        BinaryPrimitives.WriteUInt16BigEndian(payload, BasicClass);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], PublishMethod);
        BinaryPrimitives.WriteUInt16BigEndian(payload[4..], 0);
        var offset = MethodHead;
        offset += _exchange.WriteTo(payload[offset..]);
        offset += _routingKey.WriteTo(payload[offset..]);
        payload[offset] = _message.Mandatory ? (byte)1 : (byte)0;
        return End(span, MethodSize);
    }

    private Span<byte> WriteHeader(Span<byte> span)
    {
        var payload = BeginFrame(span, HeaderFrame, _channel, HeaderSize);
        BinaryPrimitives.WriteUInt16BigEndian(payload, BasicClass);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], 0);
        BinaryPrimitives.WriteUInt64BigEndian(payload[4..], (ulong)_bodySize);
        if (_present != AmqpProperty.None)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload[12..], (ushort)_present);
            _properties.CopyTo(payload[HeaderHead..]);
            return End(span, HeaderSize);
        }

        var flags = AmqpProperty.ContentType | AmqpProperty.DeliveryMode;
        var offset = HeaderHead;
        offset += ContentType.WriteTo(payload[offset..]);
        payload[offset++] = _message.Persistent ? (byte)2 : (byte)1;
        if (_replyTo is not null)
        {
            flags |= AmqpProperty.ReplyTo;
            offset += _replyTo.WriteTo(payload[offset..]);
        }

        if (_message.ExpirationMilliseconds is { } milliseconds)
        {
            flags |= AmqpProperty.Expiration;
            payload[offset++] = (byte)_expirationDigits;
            milliseconds.TryFormat(payload[offset..], out var digits, provider: CultureInfo.InvariantCulture);
            offset += digits;
        }

        if (_userId is not null)
        {
            flags |= AmqpProperty.UserId;
            _userId.WriteTo(payload[offset..]);
        }

        BinaryPrimitives.WriteUInt16BigEndian(payload[12..], (ushort)flags);
        return End(span, HeaderSize);
    }

    /// <summary>Writes the first bytes of a frame and returns what is behind them.</summary>
    public static Span<byte> BeginFrame(Span<byte> span, byte type, ushort channel, int size)
    {
        span[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], channel);
        BinaryPrimitives.WriteUInt32BigEndian(span[3..], (uint)size);
        return span[FrameHead..];
    }

    private static Span<byte> End(Span<byte> span, int size)
    {
        span[FrameHead + size] = FrameEnd;
        return span[(FrameOverhead + size)..];
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
