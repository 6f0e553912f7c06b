using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>One message from the request queue: owns its body and settles it when the last of its calls has ended.</summary>
internal sealed class Delivery
{
    private readonly IServiceConsumer _consumer;
    private readonly ulong _tag;
    private readonly byte[] _body;
    private int _open = 1;
    private volatile bool _givenUp;
    private volatile bool _bodyInUse;
    private volatile bool _leftUnsettled;

    public Delivery(ServiceEndpoint endpoint, IServiceConsumer consumer, in InboundMessage message)
    {
        Endpoint = endpoint;
        _consumer = consumer;
        _tag = message.DeliveryTag;
        _body = message.TakeBody();
        Body = _body.AsMemory(0, message.Body.Length);
        Line = IsReplyAddress(message.ReplyTo) ? endpoint.Lines.Get(consumer.Session, message.ReplyTo!) : null;
        Arrived = endpoint.TimeProvider.GetTimestamp();
        SettleBy = Deadline.After(endpoint.TimeProvider, endpoint.MaxHandlerTime, Arrived);
        Caller = message.UserId;
        Redelivered = message.Redelivered;
        MayHaveWaited = message.MayHaveWaited;
    }

    public ServiceEndpoint Endpoint { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The way back to the sender; null when it names none, or none that is a reply queue.</summary>
    public ReplyLine? Line { get; }

    /// <summary>Timestamp of its arrival in this process.</summary>
    public long Arrived { get; }

    /// <summary>Timestamp at which it is settled, whatever its handlers do: the broker closes the channel of one that is not, some time later.</summary>
    public long SettleBy { get; }

    public string? Caller { get; }

    public bool Redelivered { get; }

    /// <summary>How long it may have waited in this process before it was read.</summary>
    public TimeSpan MayHaveWaited { get; }

    /// <summary>A part of the body; valid until the last call has ended.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int length) => _body.AsMemory(start, length);

    /// <summary>What may be said of a call in this message: a server that had it before may have executed the call.</summary>
    public ServerFault Truth(in ServerFault fault) => fault with { Outcome = fault.Outcome.OfAll(Redelivered) };

    public void AddCall() => Interlocked.Increment(ref _open);

    /// <summary>The message goes to the dead-letter exchange, if there is one, instead of being acknowledged.</summary>
    public void GiveUp() => _givenUp = true;

    /// <summary>The body may still be read after the end of the last call: its memory is not used again.</summary>
    public void LeaveBody() => _bodyInUse = true;

    /// <summary>The message is not settled: the broker delivers it again, to another server, once this one is gone.</summary>
    public void LeaveUnsettled() => _leftUnsettled = true;

    /// <summary>A call, or the one who took the message apart, is done with it.</summary>
    public void CompleteOne()
    {
        if (Interlocked.Decrement(ref _open) != 0)
        {
            return;
        }

        if (!_bodyInUse)
        {
            BufferPool.Return(_body);
        }

        if (!_leftUnsettled)
        {
            _consumer.Settle(_tag, accepted: !_givenUp);
        }
    }

    // What stands in reply-to becomes a routing key of the service's own reply exchange, never the name of an exchange or, through the default one, of a queue.
    public static bool IsReplyAddress(string? name)
    {
        if (name is not { Length: > 0 and <= 255 })
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
