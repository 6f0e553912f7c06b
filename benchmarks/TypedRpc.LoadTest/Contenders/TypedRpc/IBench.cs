namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>The methods of the contracts below. Each variant has a contract, and so a queue, of its own: they all run at once.</summary>
public interface IBench
{
    ValueTask<byte[]> EchoAsync(byte[] payload, CancellationToken cancellationToken = default);

    ValueTask<byte[]> EchoSlowlyAsync(byte[] payload, CancellationToken cancellationToken = default);
}
