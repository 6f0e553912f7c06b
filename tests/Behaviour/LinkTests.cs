using System.Diagnostics;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>What happens to calls when a link ends, a server stops, or the client is full.</summary>
public abstract class LinkTests : BehaviourTests
{
    [Fact]
    public async Task A_lost_link_ends_a_pending_call_at_once_with_an_unknown_outcome()
    {
        var call = Client.WaitAsync("lost", Token);
        await ExecutedAsync("lost");
        var started = Stopwatch.GetTimestamp();
        await ClientConnection.DropSessionAsync();
        await FailsAsync(() => call, RpcStatusCode.Unavailable, CallOutcome.Unknown);
        Milliseconds(started).ShouldBeLessThan(1000);
        (await Client.EchoAsync("again", Token)).ShouldBe("again");
    }

    [Fact]
    public async Task A_lost_link_repeats_an_idempotent_call()
    {
        var call = Client.WaitIdempotentAsync("repeat", Token);
        await ExecutedAsync("repeat");
        await ClientConnection.DropSessionAsync();
        await Eventually.TrueAsync(() => Bench.Executed.Count(static gate => gate == "repeat") == 2, Soon);
        Bench.Open("repeat");
        (await call).ShouldBeTrue();
    }

    [Fact]
    [Trait("Fault", "C7")]
    public async Task A_redelivered_call_is_not_executed_again_and_its_caller_is_told()
    {
        var call = Client.WaitAsync("redelivered", Token);
        await ExecutedAsync("redelivered");
        await ServerConnection.DropSessionAsync();
        await FailsAsync(() => call, RpcStatusCode.Unavailable, CallOutcome.Unknown);
        Bench.Executed.Count(static gate => gate == "redelivered").ShouldBe(1);
        (await Client.EchoAsync("again", Token)).ShouldBe("again");
        await QueueIsEmptyAsync();
    }

    [Fact]
    [Trait("Fault", "C7")]
    public async Task A_redelivered_idempotent_call_is_executed_again_and_the_handler_can_see_it()
    {
        var bench = new Workbench();
        var call = Client.WaitIdempotentAsync("twice", Token);
        await ExecutedAsync("twice");
        var other = await ConnectAsync();
        await other.ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        await ServerConnection.DropSessionAsync();
        await Eventually.TrueAsync(() => Bench.Executed.Count + bench.Executed.Count >= 2, Soon);
        bench.Open("twice");
        Bench.Open("twice");
        (await call).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stopping_server_ends_what_runs_and_answers_it()
    {
        var call = Client.WaitAsync("stopping", Token);
        await ExecutedAsync("stopping");
        var stopping = ServerConnection.DisposeAsync().AsTask();
        Bench.Open("stopping");
        (await call).ShouldBe("Workbench/Wait");
        await stopping;
    }

    [Fact]
    [Trait("Fault", "C15")]
    public async Task A_handler_that_outlasts_the_drain_is_told_and_so_is_its_caller()
    {
        var call = Client.WaitAsync("stuck", Token);
        await ExecutedAsync("stuck");
        var started = Stopwatch.GetTimestamp();
        await ServerConnection.DisposeAsync();
        await FailsAsync(() => call, RpcStatusCode.Unavailable, CallOutcome.Unknown);
        Milliseconds(started).ShouldBeLessThan(5000);
        await Eventually.TrueAsync(() => Bench.Cancelled.Contains("stuck"), Soon);
    }

    [Fact]
    public async Task A_full_client_refuses_at_once()
    {
        var small = await ConnectAsync(static options => options.MaxPendingCalls = 2);
        var client = small.CreateClient<IWorkbench>();
        var first = client.WaitAsync("full", Token);
        var second = client.WaitAsync("full", Token);
        var exception = await FailsAsync(() => client.EchoAsync("third", Token), RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted);
        exception.Message.ShouldContain("MaxPendingCalls");
        Bench.Open("full");
        await Task.WhenAll(first, second);
        (await client.EchoAsync("third", Token)).ShouldBe("third");
    }
}
