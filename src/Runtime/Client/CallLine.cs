using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Sends the calls to one routing key; those that are made at the same time share messages.</summary>
internal sealed class CallLine(CallSender sender, ServiceChannel channel, string exchange, string routingKey, CoalescingOptions options)
    : CoalescingLine<PendingCall>
{
    private readonly FrameBatch<(PendingCall Call, int Attempt)> _batch = new(options);
    private int _pending;
    private int _expected;

    public string Exchange => exchange;

    public string RoutingKey => routingKey;

    /// <summary>Counts a call that will end; says whether it is the only one.</summary>
    public bool OnStarted() => Interlocked.Increment(ref _pending) == 1;

    /// <summary>A call has ended; who waited for it may well make the next one at once.</summary>
    public void OnEnded()
    {
        Interlocked.Decrement(ref _pending);
        Interlocked.Increment(ref _expected);
    }

    /// <summary>Answers have come, and not as many calls since.</summary>
    protected override bool ExpectsMore => Volatile.Read(ref _expected) > 0;

    /// <summary>Sends a call, now or as soon as its turn comes.</summary>
    public void Send(PendingCall call, bool alone)
    {
        call.Hold();
        var othersExpected = Volatile.Read(ref _expected) > 0 && Interlocked.Decrement(ref _expected) > 0;
        if (options.Enabled && call.Method.Coalesce)
        {
            // The first of several callers who were answered together must not run ahead of the others: they would be two groups for ever.
            Post(call, alone && !othersExpected);
        }
        else
        {
            _ = sender.SendAloneAsync(call);
        }
    }

    protected override async ValueTask<PendingCall?> SendAsync(PendingCall first)
    {
        if (sender.ReadySession(channel) is not { } session)
        {
            sender.SendWhenReady(first);
            return null;
        }

        Volatile.Write(ref _expected, 0);
        var rest = Gather(first, session, out var longest);
        if (_batch.Items.Count > 0)
        {
            var failure = await CallSender.PublishAsync(session, this, _batch.BodyFor(session), longest).ConfigureAwait(false);
            foreach (var (call, attempt) in _batch.Items)
            {
                sender.OnPublished(call, attempt, session, failure);
            }

            Clear(failure is { MayHaveBeenSent: true });
        }

        return rest;
    }

    /// <summary>Puts the first calls into a message and returns the others.</summary>
    private PendingCall? Gather(PendingCall first, ITransportSession session, out uint longest)
    {
        longest = 0;
        var now = sender.Now;
        var call = first;
        while (call is not null && _batch.HasRoomFor(call.Frame))
        {
            (var next, call.Next) = (call.Next, null);
            var remaining = sender.BeginAttempt(call, session, now);
            if (call.IsEnded)
            {
                call.Release();
            }
            else
            {
                _batch.Add((call, call.Attempts), call.Frame);
                longest = Math.Max(longest, remaining);
            }

            call = next;
        }

        return call;
    }

    // The body goes first: a call that is let go of takes its frame along.
    private void Clear(bool mayBeRead)
    {
        _batch.ReleaseBody(mayBeRead);
        foreach (var (call, _) in _batch.Items)
        {
            call.Release();
        }

        _batch.Items.Clear();
    }
}
