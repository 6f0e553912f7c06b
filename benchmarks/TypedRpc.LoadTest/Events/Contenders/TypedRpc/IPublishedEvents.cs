namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

[RabbitEvents("loadtest.published.typedrpc")]
public interface IPublishedEvents
{
    [RabbitMethod(RoutingKey = "event")]
    ValueTask HappenedAsync(byte[] payload, CancellationToken cancellationToken = default);
}
