using System.Runtime.CompilerServices;
using MassTransit;

namespace TypedRpc.LoadTest.Contenders.MassTransit;

internal sealed class MassTransitClient(MassTransitBus bus) : IEchoClient
{
    private readonly IRequestClient<EchoRequest> _requests = bus.RequestClient(slow: false);
    private readonly IRequestClient<EchoRequest> _slowRequests = bus.RequestClient(slow: true);

    // Pooled: the wrapper is ours and must not count against MassTransit.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]> EchoAsync(byte[] payload, bool slow) =>
        (await (slow ? _slowRequests : _requests).GetResponse<EchoResponse>(new EchoRequest(payload, slow))).Message.Payload;

    public ValueTask DisposeAsync() => bus.DisposeAsync();
}
