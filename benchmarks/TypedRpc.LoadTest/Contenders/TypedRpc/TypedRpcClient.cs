namespace TypedRpc.LoadTest.Contenders.TypedRpc;

internal sealed class TypedRpcClient(RabbitRpcConnection connection, IBench bench, ISlowBench slowBench) : IEchoClient
{
    public ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) => slow ? slowBench.EchoSlowlyAsync(payload) : bench.EchoAsync(payload);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
