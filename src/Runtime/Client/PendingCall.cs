using System.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>One call from its start to its single end. Whoever wins <see cref="TryEnd"/> completes it; all others find it ended.</summary>
/// <remarks>
/// Calls are pooled, so whoever looks at one holds it: the awaiter until it has taken the result, the sender while it sends, and everyone who finds it in
/// the table. With the last hold it goes back to the pool.
/// </remarks>
internal abstract class PendingCall : ILineItem<PendingCall>
{
    private int _holds;
    private int _ended;
    private int _activeAttempt;
    private int _registered;
    private CancellationTokenRegistration _cancellation;

    public RpcClient Client { get; private set; } = null!;

    public ServiceChannel Channel { get; private set; } = null!;

    public CallLine Line { get; private set; } = null!;

    /// <summary>How many answers its service had given when it began.</summary>
    public int AnswersBefore { get; private set; }

    public RpcMethodInfo Method { get; private set; } = null!;

    public CallOptions Options { get; private set; } = null!;

    /// <summary>The encoded frame; what is known only when it is sent is patched into it then.</summary>
    public PooledBufferWriter Frame { get; } = PooledBufferWriter.Rent(0);

    public ulong Id { get; set; }

    /// <summary>Its place in the table.</summary>
    public int Slot { get; set; }

    public long Deadline { get; set; }

    public long Started { get; set; }

    public Activity? Activity { get; set; }

    public CancellationToken CancellationToken { get; private set; }

    public PendingCall? Next { get; set; }

    /// <summary>Number of sends so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Session of the last attempt.</summary>
    public ITransportSession? Session { get; private set; }

    /// <summary>Whether the last attempt may have reached the broker.</summary>
    public bool HandedOver { get; private set; }

    /// <summary>Whether any attempt may have been executed.</summary>
    public bool MayHaveExecuted { get; set; }

    /// <summary>Whether the service is being asked why the request was unroutable.</summary>
    public bool Probing { get; set; }

    public bool IsEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>The attempt that waits for an answer, or 0.</summary>
    public int ActiveAttempt => Volatile.Read(ref _activeAttempt);

    /// <summary>Whether a server may have got the call.</summary>
    public bool WasSent => MayHaveExecuted || (ActiveAttempt > 0 && HandedOver);

    public void Hold() => Interlocked.Increment(ref _holds);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            Recycle();
        }
    }

    /// <summary>Ends the call, once, before anyone completes its task.</summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        Client.Forget(this);
        Unregister();
        return true;
    }

    public abstract void Fail(Exception exception);

    /// <summary>Decodes the value and completes; a value that cannot be decoded fails the call.</summary>
    public abstract void Complete(in Frame result);

    public abstract RpcException? ReadFault(in Frame fault);

    public void RegisterCancellation()
    {
        if (!CancellationToken.CanBeCanceled)
        {
            return;
        }

        Hold();
        _cancellation = CancellationToken.UnsafeRegister(static state => ((PendingCall)state!).OnCancelled(), this);
        Interlocked.Exchange(ref _registered, 1);
        if (IsEnded)
        {
            Unregister();
        }
    }

    /// <summary>Starts the next attempt; it ends once, by <see cref="TryEndAttempt"/>.</summary>
    /// <remarks>A full fence: who ends the call from here on sees that it may have been sent, or the sender sees that it has ended.</remarks>
    public void BeginAttempt(ITransportSession session)
    {
        Session = session;
        HandedOver = true;
        Probing = false;
        Attempts++;
        Interlocked.Exchange(ref _activeAttempt, Attempts);
    }

    public void MarkNotHandedOver() => HandedOver = false;

    public bool TryEndAttempt(int attempt) => attempt > 0 && Interlocked.CompareExchange(ref _activeAttempt, 0, attempt) == attempt;

    protected void Prepare(RpcClient client, ServiceChannel channel, RpcMethodInfo method, CallOptions options, int maxMessageSize, CancellationToken cancellationToken)
    {
        Client = client;
        Channel = channel;
        Line = channel.LineOf(method);
        AnswersBefore = channel.Answers;
        Method = method;
        Options = options;
        CancellationToken = cancellationToken;
        Frame.Limit = maxMessageSize;
        _holds = 1;
    }

    /// <summary>Forgets everything, so that the pool keeps nothing of the user's alive.</summary>
    protected virtual void Recycle()
    {
        Frame.Clear();
        Client = null!;
        Channel = null!;
        Line = null!;
        Options = null!;
        Session = null;
        Activity = null;
        CancellationToken = default;
        _cancellation = default;
        Attempts = 0;
        HandedOver = false;
        MayHaveExecuted = false;
        Probing = false;
        _activeAttempt = 0;
        _registered = 0;
        _ended = 0;
    }

    // Unregistering does not wait for a running callback, which may be what brought us here; that one lets go of its hold by itself.
    private void Unregister()
    {
        if (Interlocked.CompareExchange(ref _registered, 2, 1) == 1 && _cancellation.Unregister())
        {
            Release();
        }
    }

    private void OnCancelled()
    {
        Client.Cancel(this);
        Release();
    }
}
