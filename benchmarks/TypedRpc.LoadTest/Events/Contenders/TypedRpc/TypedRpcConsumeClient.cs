namespace TypedRpc.LoadTest.Events.Contenders.TypedRpc;

/// <summary>A subscriber of a contract: retries, dead letters and everything else that is promised are on.</summary>
internal sealed class TypedRpcConsumeClient(RabbitRpcConnection connection, EventPlace place) : IConsumeClient
{
    public static async Task<IConsumeClient> ConnectAsync(Uri uri, EventPlace place) => new TypedRpcConsumeClient(await RabbitRpcConnection.ConnectAsync(uri.AbsoluteUri), place);

    public async Task<IAsyncDisposable> SubscribeAsync(int prefetch, DeliveryCounter deliveries) => await connection.SubscribeAsync<IConsumedEvents>(
        new CountingSubscriber(deliveries),
        options =>
        {
            options.Queue = place.Name;
            options.Prefetch = prefetch;
        });

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
