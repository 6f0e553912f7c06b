namespace TypedRpc.Scale.Contracts;

[RabbitService("scale.large")]
public interface ILarge
{
    [Idempotent]
    ValueTask<byte[]> EchoAsync(byte[] payload);
}
