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

    private readonly Dictionary<string, (Action<InboundMessage> Deliver, bool WithProperties)> _consumers = [];
    private readonly RentedBody _body = new();
    private Action<InboundMessage>? _deliver;
    private bool _withProperties;
    private InboundMessage _message;
    private long _bodySize = NoHeader;
    private long _received;

    public void Add(string consumerTag, Action<InboundMessage> deliver, bool withProperties)
    {
        lock (_consumers)
        {
            _consumers[consumerTag] = (deliver, withProperties);
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
            if (!_consumers.TryGetValue(consumerTag, out var consumer))
            {
                return false;
            }

            (_deliver, _withProperties) = consumer;
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
        if (_withProperties)
        {
            var properties = PropertiesReader.Read(ref reader, names, out var userId);
            _message = _message with { Properties = properties, ContentType = properties.ContentType, ReplyTo = properties.ReplyTo, UserId = userId };
        }
        else
        {
            ReadProperties(ref reader);
        }

        if (size == 0)
        {
            Deliver(default, null);
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
            Deliver(payload, null);
            return true;
        }

        payload.CopyTo(RentBody()[(int)_received..]);
        OnReceived(payload.Length);
        return true;
    }

    /// <summary>Where a body frame goes that has only begun: room for its payload and its end. Empty if it is not one that may come here; that is for <see cref="TryTakeBody"/> to say.</summary>
    public Memory<byte> BeginBody(int length) =>
        _deliver is null || _bodySize > maxBody || length > _bodySize - _received ? default : RentBody().Slice((int)_received, length + 1);

    /// <summary>So many bytes of the body have come to their place.</summary>
    public void OnReceived(int count)
    {
        _received += count;
        if (_received == _bodySize)
        {
            Deliver(_body.Memory[..(int)_bodySize], _body);
        }
    }

    /// <summary>The connection has ended: what is here of a message is of no use.</summary>
    public void Abandon() => _body.Release();

    // One byte more than the body has: a frame's end comes along with it, and the next frame goes over that.
    private Memory<byte> RentBody()
    {
        if (_body.Memory.IsEmpty)
        {
            _body.Rent((int)_bodySize + 1);
        }

        return _body.Memory;
    }

    /// <summary>What is too large is read past and then handed over without its body: were the connection to end instead, the broker would deliver it again to the next.</summary>
    private void Skip(int count)
    {
        _received += count;
        if (_received == _bodySize)
        {
            _message = _message with { SkippedBytes = _bodySize };
            Deliver(default, null);
        }
    }

    private void Deliver(ReadOnlyMemory<byte> body, RentedBody? rented)
    {
        var deliver = _deliver!;
        _deliver = null;
        _bodySize = NoHeader;
        _received = 0;
        deliver(_message with { Body = body, Rented = rented });
        rented?.Release();
    }

    /// <summary>Only what services and replies need: no object is made of a message.</summary>
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
                    reader.ReadLongString();
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
