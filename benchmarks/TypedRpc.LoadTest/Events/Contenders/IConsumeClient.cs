namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>A connected consumer.</summary>
internal interface IConsumeClient : IAsyncDisposable
{
    /// <summary>Consumes until what it returns is disposed; by then every message that was handled is acknowledged.</summary>
    /// <param name="prefetch">Messages that it holds.</param>
    /// <param name="deliveries">Told of each message that is handled.</param>
    Task<IAsyncDisposable> SubscribeAsync(int prefetch, DeliveryCounter deliveries);
}
