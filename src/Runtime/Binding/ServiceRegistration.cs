using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>Stops serving one service when disposed.</summary>
internal sealed class ServiceRegistration(RpcServer server, ServiceEndpoint endpoint) : IAsyncDisposable
{
    private int _disposed;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await endpoint.DrainAsync(CancellationToken.None).ConfigureAwait(false);
            server.Remove(endpoint);
        }
    }
}
