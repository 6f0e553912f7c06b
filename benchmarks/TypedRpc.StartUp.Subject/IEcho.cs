namespace TypedRpc.StartUp.Subject;

[RabbitService("startup")]
public interface IEcho
{
    [Idempotent]
    ValueTask<byte[]> EchoAsync(byte[] payload);
}
