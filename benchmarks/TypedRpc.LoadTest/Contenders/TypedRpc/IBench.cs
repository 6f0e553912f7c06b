namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>The method whose handler returns at once. Each variant has contracts, and so queues, of its own: they all run at once.</summary>
public interface IBench
{
    ValueTask<byte[]> EchoAsync(byte[] payload, CancellationToken cancellationToken = default);
}
