using System.Runtime.CompilerServices;

namespace TypedRpc.Loopback;

/// <summary>Suspends once in each call; allocates nothing of its own.</summary>
internal sealed class MeasuredSuspending : IMeasured
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> AddAsync(int left, int right)
    {
        await Task.Yield();
        return left + right;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]> EchoAsync(byte[] payload)
    {
        await Task.Yield();
        return payload;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<string> GreetAsync(string name)
    {
        await Task.Yield();
        return name;
    }
}
