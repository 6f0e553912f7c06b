using Grpc.Core;
using Grpc.Net.Client;

namespace TypedRpc.LoadTest.Contenders.Grpc;

internal sealed class GrpcClient(GrpcChannel channel, GrpcChannel slowChannel) : IEchoClient
{
    private readonly CallInvoker _invoker = channel.CreateCallInvoker();
    private readonly CallInvoker _slowInvoker = slowChannel.CreateCallInvoker();

    public ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) =>
        new((slow ? _slowInvoker : _invoker).AsyncUnaryCall(slow ? EchoMethods.Slow : EchoMethods.Fast, null, default, payload).ResponseAsync);

    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        slowChannel.Dispose();
        return ValueTask.CompletedTask;
    }
}
