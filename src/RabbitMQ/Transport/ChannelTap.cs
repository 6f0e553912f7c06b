using System.Buffers;
using System.Text;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Puts the deliveries of one channel together: a method, a header, and as many body frames as the header says.</summary>
/// <remarks>Layout: https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 1.8.3.13 (basic.deliver) and 2.3.5.</remarks>
internal sealed class ChannelTap(NamePool names, long maxBody)
{
    private const ushort BasicClass = 60;
    private const ushort DeliverMethod = 60;
    private const int NoHeader = -1;

    private static readonly byte[] ContentType = Encoding.ASCII.GetBytes(WireConstants.ContentType);

    private readonly Dictionary<string, Action<InboundMessage>> _consumers = [];
    private Action<InboundMessage>? _deliver;
    private InboundMessage _message;
    private byte[]? _body;
    private long _bodySize = NoHeader;
    private long _received;

    public void Add(string consumerTag, Action<InboundMessage> deliver)
    {
        lock (_consumers)
        {
            _consumers[consumerTag] = deliver;
        }
    }

    /// <summary>Takes a method frame if it is a delivery to one of our consumers.</summary>
    public bool TryTakeMethod(ReadOnlySpan<byte> payload)
    {
        if (_deliver is not null)
        {
            throw new InvalidDataException("A method came in the middle of a message.");
        }

        var reader = new AmqpReader(payload);
        if (reader.ReadUInt16() != BasicClass || reader.ReadUInt16() != DeliverMethod)
        {
            return false;
        }

        var consumerTag = names.Get(reader.ReadShortString());
        lock (_consumers)
        {
            if (!_consumers.TryGetValue(consumerTag, out _deliver))
            {
                return false;
            }
        }

        var deliveryTag = reader.ReadUInt64();
        var redelivered = (reader.ReadByte() & 1) != 0;
        var exchange = names.Get(reader.ReadShortString());
        var routingKey = names.Get(reader.ReadShortString());
        _message = new InboundMessage(exchange, routingKey, default, Redelivered: redelivered, DeliveryTag: deliveryTag);
        return true;
    }

    /// <summary>Takes a header frame if it belongs to a delivery that was taken.</summary>
    public bool TryTakeHeader(ReadOnlySpan<byte> payload)
    {
        if (_deliver is null)
        {
            return false;
        }

        if (_bodySize != NoHeader)
        {
            throw new InvalidDataException("A second header came in the middle of a message.");
        }

        var reader = new AmqpReader(payload);
        reader.ReadUInt16();
        reader.ReadUInt16();
        var size = reader.ReadUInt64();
        _bodySize = size <= long.MaxValue ? (long)size : throw new InvalidDataException($"A message of {size:N0} bytes came.");
        ReadProperties(ref reader);
        if (size == 0)
        {
            Deliver(default);
        }

        return true;
    }

    /// <summary>Takes a body frame if it belongs to a delivery that was taken.</summary>
    public bool TryTakeBody(ReadOnlyMemory<byte> payload)
    {
        if (_deliver is null)
        {
            return false;
        }

        // Without a header nothing may come: its size is below zero.
        if (payload.Length > _bodySize - _received)
        {
            throw new InvalidDataException("More came of a message than its header says.");
        }

        if (_bodySize > maxBody)
        {
            Skip(payload.Length);
            return true;
        }

        var size = (int)_bodySize;
        if (payload.Length == size)
        {
            Deliver(payload);
            return true;
        }

        _body ??= ArrayPool<byte>.Shared.Rent(size);
        payload.CopyTo(_body.AsMemory((int)_received));
        _received += payload.Length;
        if (_received == size)
        {
            var body = _body;
            _body = null;
            Deliver(body.AsMemory(0, size));
            ArrayPool<byte>.Shared.Return(body);
        }

        return true;
    }

    /// <summary>What is too large is read past and then handed over without its body: were the connection to end instead, the broker would deliver it again to the next.</summary>
    private void Skip(int count)
    {
        _received += count;
        if (_received == _bodySize)
        {
            _message = _message with { SkippedBytes = _bodySize };
            Deliver(default);
        }
    }

    private void Deliver(ReadOnlyMemory<byte> body)
    {
        var deliver = _deliver!;
        _deliver = null;
        _bodySize = NoHeader;
        _received = 0;
        deliver(_message with { Body = body });
    }

    private void ReadProperties(ref AmqpReader reader)
    {
        var flags = reader.ReadUInt16();
        for (var bit = 15; bit >= 2; bit--)
        {
            if ((flags & (1 << bit)) == 0)
            {
                continue;
            }

            switch (bit)
            {
                case 15:
                    var contentType = reader.ReadShortString();
                    _message = _message with { ContentType = contentType.SequenceEqual(ContentType) ? WireConstants.ContentType : names.Get(contentType) };
                    break;
                case 13:
                    reader.SkipTable();
                    break;
                case 12 or 11:
                    reader.ReadByte();
                    break;
                case 9:
                    _message = _message with { ReplyTo = names.Get(reader.ReadShortString()) };
                    break;
                case 6:
                    reader.ReadUInt64();
                    break;
                case 4:
                    _message = _message with { UserId = names.Get(reader.ReadShortString()) };
                    break;
                default:
                    reader.ReadShortString();
                    break;
            }
        }
    }
}
