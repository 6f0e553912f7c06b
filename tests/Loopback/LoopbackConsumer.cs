using TypedRpc.Transport;

namespace TypedRpc.Loopback;

internal sealed class LoopbackConsumer(LoopbackSession session) : IServiceConsumer
{
    public ITransportSession Session => session;

    public void Settle(ulong deliveryTag, bool accepted)
    {
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync() => ValueTask.CompletedTask;
}
