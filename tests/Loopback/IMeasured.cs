namespace TypedRpc.Loopback;

/// <summary>The calls that are measured; arguments and results need no formatter but MessagePack's own.</summary>
[RabbitService("measured")]
public interface IMeasured
{
    [Idempotent]
    ValueTask<int> AddAsync(int left, int right);

    [Idempotent]
    ValueTask<byte[]> EchoAsync(byte[] payload);

    [Idempotent]
    ValueTask<string> GreetAsync(string name);
}
