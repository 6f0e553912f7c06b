namespace TypedRpc.IntegrationTests.Transport;

[RabbitService("large")]
public interface ILargeEcho
{
    ValueTask<byte[]> EchoAsync(byte[] payload);
}
