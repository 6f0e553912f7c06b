using TypedRpc.Transport;

namespace TypedRpc.Loopback;

internal sealed class LoopbackConsumer(LoopbackSession session) : IServiceConsumer
{
    public ITransportSession Session => session;

    public ValueTask AcknowledgeAsync(ulong deliveryTag) => ValueTask.CompletedTask;

    public ValueTask RejectAsync(ulong deliveryTag, bool requeue) => ValueTask.CompletedTask;

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync() => ValueTask.CompletedTask;
}
