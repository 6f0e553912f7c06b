namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>The method whose handler takes its time: a service of its own, since it is served with other limits.</summary>
public interface ISlowBench
{
    ValueTask<byte[]> EchoSlowlyAsync(byte[] payload, CancellationToken cancellationToken = default);
}
