namespace TypedRpc.Loopback;

/// <summary>A connection that calls the service it serves itself, over the whole runtime and no broker.</summary>
internal sealed class LoopbackConnection : IAsyncDisposable
{
    private readonly RpcConnection _connection;

    private LoopbackConnection(RpcConnection connection, IMeasured client)
    {
        _connection = connection;
        Client = client;
    }

    public IMeasured Client { get; }

    public static async Task<LoopbackConnection> OpenAsync(IMeasured implementation, bool viaThreadPool = false)
    {
        var connection = new RpcConnection(new LoopbackTransport(viaThreadPool), new TypedRpcOptions());
        await connection.StartAsync();
        await connection.ServeAsync(implementation);
        return new LoopbackConnection(connection, connection.CreateClient<IMeasured>());
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
