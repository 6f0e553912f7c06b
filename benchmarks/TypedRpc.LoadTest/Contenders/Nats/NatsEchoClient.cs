using System.Runtime.CompilerServices;
using NATS.Client.Core;

namespace TypedRpc.LoadTest.Contenders.Nats;

internal sealed class NatsEchoClient(NatsConnection connection) : IEchoClient
{
    // Pooled: the wrapper is ours and must not count against NATS.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) =>
        (await connection.RequestAsync<byte[], byte[]>(slow ? NatsEchoServer.SlowSubject : NatsEchoServer.FastSubject, payload)).Data!;

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
