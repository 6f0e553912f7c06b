using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Running;

/// <summary>A server in this process.</summary>
internal sealed class LocalServer(IAsyncDisposable server) : IServerHandle
{
    public Task<ResourceUse?> ReadAsync() => Task.FromResult<ResourceUse?>(null);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
