namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

/// <summary>TypedRpc as its users get it.</summary>
internal sealed class TypedRpcPublishClient(RabbitRpcConnection connection, IPublishedEvents events) : IPublishClient
{
    public static async Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place)
    {
        var connection = await RabbitRpcConnection.ConnectAsync(uri.AbsoluteUri);
        return new TypedRpcPublishClient(connection, connection.CreatePublisher<IPublishedEvents>());
    }

    public ValueTask PublishAsync(int caller, byte[] payload, int messages) => events.HappenedAsync(payload);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
