namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>TypedRpc as its users get it: everything it promises is on, and messages may be larger than usual.</summary>
internal sealed class TypedRpcContender<TContract, TSlowContract>(string name, string description, Action<TypedRpcOptions>? configure = null, Func<IDisposable>? begin = null) : IContender
    where TContract : class, IBench
    where TSlowContract : class, ISlowBench
{
    public string Name => name;

    public string Description => description;

    public BrokerKind Broker => BrokerKind.RabbitMq;

    public async Task<IAsyncDisposable> ServeAsync(Addresses addresses)
    {
        var connection = await RabbitRpcConnection.ConnectAsync(addresses.RabbitMq!.AbsoluteUri, Configure);
        await connection.ServeAsync((TContract)(object)new Bench());
        await connection.ServeAsync((TSlowContract)(object)new Bench(), static options => options.MaxConcurrentCalls = options.Prefetch = Handler.MostAtOnce);
        return connection;
    }

    public async Task<IEchoClient> ConnectAsync(Addresses addresses)
    {
        var connection = await RabbitRpcConnection.ConnectAsync(addresses.RabbitMq!.AbsoluteUri, Configure);
        return new TypedRpcClient(connection, connection.CreateClient<TContract>(), connection.CreateClient<TSlowContract>());
    }

    public IDisposable? Begin() => begin?.Invoke();

    private void Configure(TypedRpcOptions options)
    {
        options.MaxMessageSize = 2 * Scenarios.Scenario.LargePayload;
        configure?.Invoke(options);
    }
}
