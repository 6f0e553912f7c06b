using Grpc.Core;

namespace TypedRpc.LoadTest.Contenders.Grpc;

internal sealed class EchoService : EchoServiceBase
{
    public override Task<byte[]> Echo(byte[] request, ServerCallContext context) => Task.FromResult(request);

    public override async Task<byte[]> EchoSlowly(byte[] request, ServerCallContext context)
    {
        await Handler.WorkAsync();
        return request;
    }
}
