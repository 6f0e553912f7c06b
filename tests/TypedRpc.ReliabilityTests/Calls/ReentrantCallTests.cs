using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A service that waits for itself, and has no second place to run in.</summary>
public sealed class ReentrantCallTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    [Fact, Fault("C23")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_service_that_calls_itself_with_one_place_ends_at_the_deadline_and_serves_on()
    {
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        await serving.ServeAsync<IReentrant>(new Reentrant(serving.CreateClient<IReentrant>()), static options => options.MaxConcurrentCalls = 1, Token);
        IReentrant client = ClientConnection.CreateClient<IReentrant>().With(timeout: Timeout);
        (await client.DescendAsync(0, Token)).ShouldBe(0);

        long start = Stopwatch.GetTimestamp();
        RpcException end = await Should.ThrowAsync<RpcException>(client.DescendAsync(1, Token).AsTask());
        end.StatusCode.ShouldBe(RpcStatusCode.DeadlineExceeded, end.Message);
        Measure("a call of itself, deadline 1 s", Stopwatch.GetElapsedTime(start), Timeout + Overshoot);
        (await client.DescendAsync(0, Token)).ShouldBe(0);

        await serving.DisposeAsync();
        await ClientConnection.DisposeAsync();
        await Broker.Control.DeleteQueueAsync("reentrant.Reentrant");
        await Broker.Control.DeleteExchangeAsync("reentrant");
        await Broker.Control.DeleteExchangeAsync("reentrant.replies");
    }
}
