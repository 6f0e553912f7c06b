namespace TypedRpc.StartUp.Subject;

internal sealed class Echo : IEcho
{
    public ValueTask<byte[]> EchoAsync(byte[] payload) => new(payload);
}
