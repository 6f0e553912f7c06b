using Microsoft.Extensions.Time.Testing;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Tests.Fakes;
using TypedRpc.Tests.Server;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Client;

/// <summary>Every server answers the question why a request was unroutable; only the first answer counts, and only for the attempt that it is about.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task Late_answers_to_a_probe_do_not_touch_the_next_attempt()
    {
        var ids = new List<ulong>();
        var requests = 0;
        await using var connection = new RpcConnection(
            new ScriptedTransport((observer, message) =>
            {
                var body = message.Body;
                FrameReader.TryRead(ref body, out var frame, out _).ShouldBeTrue();
                ids.Add(frame.CallId);
                if (message.RoutingKey == "OddService.$control")
                {
                    Reply(observer, frame.CallId, NotBound);
                }
                else if (++requests == 1)
                {
                    observer.OnReturned(new InboundMessage(message.Exchange, message.RoutingKey, message.Body));
                }
                else
                {
                    // A second server answers the probe of the first attempt only now, while the second attempt runs.
                    ids[..^1].ForEach(id => Reply(observer, id, NotBound));
                    Reply(observer, frame.CallId, static (buffer, id) => FrameWriter.WriteFault(buffer, id, RpcStatusCode.NotFound, CallOutcome.Executed, "the answer", null));
                }
            }),
            new TypedRpcOptions { DefaultTimeout = TimeSpan.FromSeconds(10) });
        await connection.StartAsync(TestContext.Current.CancellationToken);

        var answer = await Should.ThrowAsync<RpcException>(connection.CreateClient<IOddService>().RefuseAsync(1));

        answer.Message.ShouldBe("the answer");
        requests.ShouldBe(2);
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task A_probe_that_a_dying_server_took_and_nobody_answers_ends_the_attempt()
    {
        var token = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = new RpcConnection(
            new ScriptedTransport((observer, message) =>
            {
                if (message.RoutingKey == "OddService.$control")
                {
                    asked.TrySetResult();
                }
                else
                {
                    observer.OnReturned(new InboundMessage(message.Exchange, message.RoutingKey, message.Body));
                }
            }),
            new TypedRpcOptions(),
            timeProvider: time);
        await connection.StartAsync(token);

        var call = connection.CreateClient<IOddService>().RefuseAsync(1);
        await asked.Task.WaitAsync(TestTimeouts.Step, token);
        call.IsCompleted.ShouldBeFalse();
        await Eventually.TrueAsync(() =>
        {
            // More than once: the wait may begin only after the question was sent.
            time.Advance(TimeSpan.FromSeconds(1));
            return call.IsCompleted;
        });

        var failure = await Should.ThrowAsync<RpcException>(call.WaitAsync(TestTimeouts.Step, token));
        (failure.StatusCode, failure.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
    }

    private static void NotBound(PooledBufferWriter buffer, ulong callId) =>
        FrameWriter.WriteFault(buffer, callId, RpcStatusCode.Unavailable, CallOutcome.NotExecuted, "The queue was not bound.", null);

    private static void Reply(ISessionObserver observer, ulong callId, Action<PooledBufferWriter, ulong> write)
    {
        using var buffer = PooledBufferWriter.Rent(1024);
        write(buffer, callId);
        observer.OnReply(new InboundMessage("odd.replies", "replies", buffer.WrittenMemory));
    }
}
