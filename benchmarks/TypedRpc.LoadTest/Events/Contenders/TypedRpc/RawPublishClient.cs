namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

/// <summary>TypedRpc without a contract.</summary>
internal sealed class RawPublishClient(RabbitRpcConnection connection, EventPlace place) : IPublishClient
{
    public static async Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place) => new RawPublishClient(await RabbitRpcConnection.ConnectAsync(uri.AbsoluteUri), place);

    public ValueTask PublishAsync(int caller, byte[] payload, int messages) => messages == 1
        ? connection.Messaging.PublishAsync(place.Name, EventPlace.RoutingKey, payload)
        : new ValueTask(connection.Messaging.PublishAllAsync(Enumerable.Repeat(new OutgoingMessage(place.Name, EventPlace.RoutingKey, payload), messages)));

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
