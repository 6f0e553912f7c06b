namespace TypedRpc.LoadTest.Contenders.TypedRpc;

internal sealed class Bench : IDefaultBench, IDefaultSlowBench, ISingleBench, ISingleSlowBench, ITracedBench, ITracedSlowBench
{
    public ValueTask<byte[]> EchoAsync(byte[] payload, CancellationToken cancellationToken) => new(payload);

    public async ValueTask<byte[]> EchoSlowlyAsync(byte[] payload, CancellationToken cancellationToken)
    {
        await Handler.WorkAsync();
        return payload;
    }
}
