using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Client;

/// <summary>A service all of whose servers refuse gets hardly more requests than there are calls.</summary>
public sealed class RetryStormTests
{
    private int _requests;

    [Fact]
    [Trait("Fault", "C18")]
    public async Task Retries_add_at_most_a_tenth_to_the_load_of_a_service_that_is_down()
    {
        const int Calls = 2000;
        await using var connection = new RpcConnection(new ScriptedTransport(Refuse), new TypedRpcOptions { DefaultTimeout = TestTimeouts.Step });
        await connection.StartAsync(TestContext.Current.CancellationToken);
        var client = connection.CreateClient<ISharing>();
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(async _ =>
        {
            var refused = await Should.ThrowAsync<RpcException>(client.CountAsync().AsTask());
            (refused.StatusCode, refused.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
        }));
        _requests.ShouldBeGreaterThan(Calls);
        ((double)_requests / Calls).ShouldBeLessThanOrEqualTo(1.1);
    }

    private void Refuse(ISessionObserver observer, OutboundMessage message)
    {
        for (var body = message.Body; !body.IsEmpty;)
        {
            FrameReader.TryRead(ref body, out var frame, out _).ShouldBeTrue();
            Interlocked.Increment(ref _requests);
            using var reply = PooledBufferWriter.Rent(1024);
            FrameWriter.WriteFault(reply, frame.CallId, RpcStatusCode.Unavailable, CallOutcome.NotExecuted, "stopping", null);
            observer.OnReply(new InboundMessage("sharing.replies", "replies", reply.WrittenMemory));
        }
    }
}
