using Microsoft.Extensions.DependencyInjection;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>Two contracts on one class.</summary>
public sealed class Teller(IServiceProvider services) : ITeller, ICounter, IDisposable
{
    private static int _disposed;
    private readonly Guid _id = Guid.NewGuid();
    private int _count;

    public static int Disposed => Volatile.Read(ref _disposed);

    public Task<Guid> WhoAsync() => Task.FromResult(_id);

    public async Task<int> RelayAsync() => await services.GetRequiredService<ICounter>().CountAsync();

    public ValueTask<int> CountAsync() => new(++_count);

    public void Dispose() => Interlocked.Increment(ref _disposed);
}
