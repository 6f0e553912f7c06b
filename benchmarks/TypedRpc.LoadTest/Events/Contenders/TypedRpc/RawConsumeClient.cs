namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

/// <summary>A subscriber without a contract.</summary>
internal sealed class RawConsumeClient(RabbitRpcConnection connection, EventPlace place) : IConsumeClient
{
    public static async Task<IConsumeClient> ConnectAsync(Uri uri, EventPlace place) => new RawConsumeClient(await RabbitRpcConnection.ConnectAsync(uri.AbsoluteUri), place);

    public async Task<IAsyncDisposable> SubscribeAsync(int prefetch, DeliveryCounter deliveries) => await connection.Messaging.SubscribeAsync(
        place.Name,
        message =>
        {
            deliveries.OnMessage(message.Body.Length);
            return ValueTask.CompletedTask;
        },
        options =>
        {
            options.Queue = place.Name;
            options.Patterns.Add(EventPlace.RoutingKey);
            options.Prefetch = prefetch;
        });

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
