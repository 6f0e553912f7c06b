using Grpc.Core;
using Grpc.Net.Client;

namespace TypedRpc.LoadTest.Contenders.Grpc;

internal sealed class GrpcClient(GrpcChannel channel) : IEchoClient
{
    private readonly CallInvoker _invoker = channel.CreateCallInvoker();

    public ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) =>
        new(_invoker.AsyncUnaryCall(slow ? EchoMethods.Slow : EchoMethods.Fast, null, default, payload).ResponseAsync);

    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
