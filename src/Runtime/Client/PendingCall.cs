using System.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>One call from its start to its single end. Whoever wins <see cref="TryEnd"/> completes it; all others find it ended.</summary>
internal abstract class PendingCall(RpcClient client, ServiceChannel channel, RpcMethodInfo method, CallOptions options, PooledBufferWriter frame)
{
    private int _ended;
    private int _activeAttempt;
    private int _frameHolds = 1;
    private CancellationTokenRegistration _cancellation;

    protected RpcClient Client { get; } = client;

    public RpcMethodInfo Method { get; } = method;

    public ServiceChannel Channel { get; } = channel;

    public CallOptions Options { get; } = options;

    public ulong Id { get; set; }

    public long Deadline { get; init; }

    public long Started { get; init; }

    public Activity? Activity { get; init; }

    public CancellationToken CancellationToken { get; init; }

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

    public PooledBufferWriter FrameBuffer => frame;

    /// <summary>Ends the call, once, before anyone completes its task.</summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        Client.Forget(this);

        // Unregister does not wait for a running callback, which may be what brought us here.
        _cancellation.Unregister();
        ReleaseFrame();
        return true;
    }

    public abstract void Fail(Exception exception);

    /// <summary>Decodes the value and completes; a value that cannot be decoded fails the call.</summary>
    public abstract void Complete(in Frame result);

    public abstract RpcException? ReadFault(in Frame fault);

    public void RegisterCancellation()
    {
        if (CancellationToken.CanBeCanceled)
        {
            _cancellation = CancellationToken.UnsafeRegister(static state => ((PendingCall)state!).OnCancelled(), this);
            if (IsEnded)
            {
                _cancellation.Unregister();
            }
        }
    }

    /// <summary>Starts the next attempt; it ends once, by <see cref="TryEndAttempt"/>.</summary>
    public int BeginAttempt(ITransportSession session)
    {
        Session = session;
        HandedOver = false;
        Probing = false;
        Attempts++;
        Volatile.Write(ref _activeAttempt, Attempts);
        return Attempts;
    }

    public void MarkHandedOver() => HandedOver = true;

    public void MarkNotHandedOver() => HandedOver = false;

    public bool TryEndAttempt(int attempt) => Interlocked.CompareExchange(ref _activeAttempt, 0, attempt) == attempt;

    /// <summary>The attempt that waits for an answer, or 0.</summary>
    public int ActiveAttempt => Volatile.Read(ref _activeAttempt);

    /// <summary>Keeps the frame's memory while a publish reads it; false when the call has ended.</summary>
    public bool TryHoldFrame()
    {
        while (true)
        {
            var holds = Volatile.Read(ref _frameHolds);
            if (holds == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _frameHolds, holds + 1, holds) == holds)
            {
                return true;
            }
        }
    }

    public void ReleaseFrame()
    {
        if (Interlocked.Decrement(ref _frameHolds) == 0)
        {
            frame.Dispose();
        }
    }

    private void OnCancelled() => Client.Cancel(this);
}
