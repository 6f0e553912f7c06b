using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>A channel of <see cref="AmqpModel"/>.</summary>
internal sealed class AmqpModelChannel(int maxBody)
{
    private readonly List<byte> _body = [];
    private byte[] _rest = [];
    private bool _inMessage;
    private long _size = -1;
    private ulong _tag;
    private bool _redelivered;
    private string _exchange = "";
    private string _key = "";
    private string? _replyTo;
    private string? _userId;

    /// <exception cref="InvalidDataException">The frame may not come here.</exception>
    public bool Take(byte type, byte[] payload, AmqpOutcome outcome)
    {
        _rest = payload;
        return type switch
        {
            1 => Method(),
            _ when !_inMessage => false,
            2 => Header(outcome),
            _ => Body(payload, outcome),
        };
    }

    private bool Method()
    {
        Demand(!_inMessage);
        if (Number(2) != 60 || Number(2) != 60)
        {
            return false;
        }

        if (AmqpOutcome.Text(Short()) != AmqpSeeds.Ours)
        {
            return false;
        }

        _tag = Number(8);
        _redelivered = (Number(1) & 1) == 1;
        _exchange = AmqpOutcome.Text(Short());
        _key = AmqpOutcome.Text(Short());
        (_replyTo, _userId, _size) = (null, null, -1);
        _body.Clear();
        return _inMessage = true;
    }

    private bool Header(AmqpOutcome outcome)
    {
        Demand(_size < 0);
        Number(4);
        var size = Number(8);
        Demand(size <= long.MaxValue);
        _size = (long)size;
        var flags = Number(2);
        foreach (var property in "sst11ssss8ssss".Select(static (kind, index) => (Kind: kind, Bit: 15 - index)).Where(property => ((flags >> property.Bit) & 1) == 1))
        {
            switch (property.Kind)
            {
                case 't':
                    TakeBytes((long)Number(4));
                    break;
                case '1':
                    Number(1);
                    break;
                case '8':
                    Number(8);
                    break;
                default:
                    var text = AmqpOutcome.Text(Short());
                    _replyTo = property.Bit == 9 ? text : _replyTo;
                    _userId = property.Bit == 4 ? text : _userId;
                    break;
            }
        }

        End(outcome);
        return true;
    }

    private bool Body(byte[] payload, AmqpOutcome outcome)
    {
        Demand(_size >= 0);
        _body.AddRange(payload);
        Demand(_body.Count <= _size);
        End(outcome);
        return true;
    }

    private void End(AmqpOutcome outcome)
    {
        if (_body.Count == _size)
        {
            var skipped = _size > maxBody ? _size : 0;
            outcome.Deliver(_tag, _redelivered, _exchange, _key, _replyTo, _userId, skipped, skipped > 0 ? [] : _body.ToArray());
            _inMessage = false;
            _size = -1;
        }
    }

    private byte[] Short() => TakeBytes((long)Number(1));

    private ulong Number(int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        TakeBytes(width).CopyTo(bytes[(8 - width)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private byte[] TakeBytes(long length)
    {
        Demand(length <= _rest.Length);
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static void Demand(bool right)
    {
        if (!right)
        {
            throw new InvalidDataException();
        }
    }
}
