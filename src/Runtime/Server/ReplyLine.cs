using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>Sends the replies to one client in one session; those that are ready at the same time share messages.</summary>
internal sealed class ReplyLine(ReplySender sender, ITransportSession session, string replyTo, CoalescingOptions options) : CoalescingLine<IReply>
{
    private readonly FrameBatch<IReply> _batch = new(options);
    private int _calls;
    private int _ready;

    public ITransportSession Session => session;

    /// <summary>Name of the client's reply queue.</summary>
    public string ReplyTo => replyTo;

    public bool IsIdle => Volatile.Read(ref _calls) == 0;

    /// <summary>Counts a call that will be answered.</summary>
    public void OnAccepted() => Interlocked.Increment(ref _calls);

    public void OnAnswered() => Interlocked.Decrement(ref _calls);

    /// <summary>Handlers of the client's other calls run.</summary>
    protected override bool ExpectsMore => Volatile.Read(ref _ready) < Volatile.Read(ref _calls);

    /// <summary>Sends a reply, now or as soon as its turn comes.</summary>
    public void Send(IReply reply)
    {
        if (options.Enabled)
        {
            Interlocked.Increment(ref _ready);
            Post(reply, alone: Volatile.Read(ref _calls) <= 1);
        }
        else
        {
            _ = SendAloneAsync(reply);
        }
    }

    protected override async ValueTask<IReply?> SendAsync(IReply first)
    {
        var reply = first;
        while (reply is not null)
        {
            var taken = reply.TryTake();
            if (taken && !_batch.HasRoomFor(reply.Frame))
            {
                break;
            }

            (var next, reply.Next) = (reply.Next, null);
            if (taken)
            {
                _batch.Add(reply, reply.Frame);
            }

            Interlocked.Decrement(ref _ready);
            reply = next;
        }

        if (_batch.Items.Count == 0)
        {
            return reply;
        }

        var failure = await sender.PublishAsync(this, _batch.BodyFor(session), first.Method).ConfigureAwait(false);
        _batch.ReleaseBody(mayBeRead: failure is { MayHaveBeenSent: true });
        foreach (var sent in _batch.Items)
        {
            sent.OnHandedOver(failure is null);
        }

        _batch.Items.Clear();
        return reply;
    }

    private async Task SendAloneAsync(IReply reply)
    {
        if (!reply.TryTake())
        {
            return;
        }

        var failure = await sender.PublishAsync(this, new MessageBody(reply.Frame.WrittenMemory), reply.Method).ConfigureAwait(false);
        if (failure is { MayHaveBeenSent: true })
        {
            reply.Frame.GiveAway();
        }

        reply.OnHandedOver(failure is null);
    }
}
