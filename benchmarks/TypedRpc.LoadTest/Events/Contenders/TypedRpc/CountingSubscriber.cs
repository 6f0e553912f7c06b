namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

internal sealed class CountingSubscriber(DeliveryCounter deliveries) : IConsumedEvents
{
    public ValueTask HappenedAsync(byte[] payload, CancellationToken cancellationToken)
    {
        deliveries.OnMessage(payload.Length);
        return ValueTask.CompletedTask;
    }
}
