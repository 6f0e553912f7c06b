using System.Buffers;
using System.Collections.Concurrent;
using TypedRpc.Transport;

namespace TypedRpc.Loopback;

/// <summary>A message on its way to another thread. Pooled, so that only the runtime's own allocations are measured.</summary>
internal sealed class LoopbackHop : IThreadPoolWorkItem
{
    private static readonly ConcurrentQueue<LoopbackHop> Pool = new();

    private LoopbackSession _session = null!;
    private InboundMessage _message;
    private byte[] _body = [];
    private bool _isReply;

    public static void Queue(LoopbackSession session, in InboundMessage message, bool isReply)
    {
        var hop = Pool.TryDequeue(out var pooled) ? pooled : new LoopbackHop();
        hop._session = session;
        hop._isReply = isReply;

        // The sender may use its buffer again as soon as the publish has completed.
        hop._body = ArrayPool<byte>.Shared.Rent(message.Body.Length);
        message.Body.CopyTo(hop._body);
        hop._message = message with { Body = hop._body.AsMemory(0, message.Body.Length) };
        ThreadPool.UnsafeQueueUserWorkItem(hop, preferLocal: false);
    }

    public void Execute()
    {
        _session.Receive(in _message, _isReply);
        _message = default;
        ArrayPool<byte>.Shared.Return(_body);
        Pool.Enqueue(this);
    }
}
