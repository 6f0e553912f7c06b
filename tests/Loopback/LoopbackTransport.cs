using TypedRpc.Transport;

namespace TypedRpc.Loopback;

/// <summary>A transport without a broker: hands requests straight to the one service that consumes, and replies straight to the client. It allocates nothing.</summary>
/// <param name="viaThreadPool">Whether messages change threads, as they do with a broker; otherwise a publish returns when the receiver has.</param>
internal sealed class LoopbackTransport(bool viaThreadPool = false) : ITransport
{
    public string Description => "the loop-back transport";

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken) =>
        new(new LoopbackSession(observer, viaThreadPool));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
