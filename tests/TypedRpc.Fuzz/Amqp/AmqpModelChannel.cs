namespace TypedRpc.Fuzz.Amqp;

/// <summary>A channel of <see cref="AmqpModel"/>.</summary>
internal sealed class AmqpModelChannel(int maxBody, bool withProperties)
{
    private readonly List<byte> _body = [];
    private AmqpModelCursor _rest = new([]);
    private bool _inMessage;
    private long _size = -1;
    private ulong _tag;
    private bool _redelivered;
    private string _exchange = "";
    private string _key = "";
    private AmqpModelProperties? _properties;

    /// <exception cref="InvalidDataException">The frame may not come here.</exception>
    public bool Take(byte type, byte[] payload, AmqpOutcome outcome)
    {
        _rest = new AmqpModelCursor(payload);
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
        AmqpModelCursor.Demand(!_inMessage);
        if (_rest.Number(2) != 60 || _rest.Number(2) != 60)
        {
            return false;
        }

        if (AmqpOutcome.Text(_rest.Short()) != AmqpSeeds.Ours)
        {
            return false;
        }

        _tag = _rest.Number(8);
        _redelivered = (_rest.Number(1) & 1) == 1;
        _exchange = AmqpOutcome.Text(_rest.Short());
        _key = AmqpOutcome.Text(_rest.Short());
        (_properties, _size) = (null, -1);
        _body.Clear();
        return _inMessage = true;
    }

    private bool Header(AmqpOutcome outcome)
    {
        AmqpModelCursor.Demand(_size < 0);
        _rest.Number(4);
        var size = _rest.Number(8);
        AmqpModelCursor.Demand(size <= long.MaxValue);
        _size = (long)size;
        _properties = new AmqpModelProperties(_rest, withProperties);
        End(outcome);
        return true;
    }

    private bool Body(byte[] payload, AmqpOutcome outcome)
    {
        AmqpModelCursor.Demand(_size >= 0);
        _body.AddRange(payload);
        AmqpModelCursor.Demand(_body.Count <= _size);
        End(outcome);
        return true;
    }

    private void End(AmqpOutcome outcome)
    {
        if (_body.Count == _size)
        {
            var skipped = _size > maxBody ? _size : 0;
            outcome.Deliver(_tag, _redelivered, _exchange, _key, _properties!.ReplyTo, _properties.UserId, withProperties ? _properties.ToString() : null, skipped, skipped > 0 ? [] : _body.ToArray());
            _inMessage = false;
            _size = -1;
        }
    }
}
