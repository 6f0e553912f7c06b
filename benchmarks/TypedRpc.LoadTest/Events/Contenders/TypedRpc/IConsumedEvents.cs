namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

[RabbitEvents("loadtest.consumed.typedrpc")]
public interface IConsumedEvents
{
    [RabbitMethod(RoutingKey = "event")]
    ValueTask HappenedAsync(byte[] payload, CancellationToken cancellationToken = default);
}
