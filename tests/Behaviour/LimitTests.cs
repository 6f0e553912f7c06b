using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>A server that runs one call at a time.</summary>
public abstract class LimitTests : BehaviourTests
{
    protected override void ConfigureService(ServiceOptions options)
    {
        options.MaxConcurrentCalls = 1;
        options.Prefetch = 10;
    }

    protected override void ConfigureServer(TypedRpcOptions options) => options.DrainTimeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task No_more_calls_run_at_once_than_allowed()
    {
        Bench.Open("limited");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.WaitAsync("limited", Token)));
        Bench.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    [Trait("Fault", "C11")]
    public async Task A_call_cancelled_while_it_waits_is_never_executed()
    {
        var first = Client.WaitAsync("busy", Token);
        await ExecutedAsync("busy");
        using var source = new CancellationTokenSource();
        var second = Client.WaitAsync("queued", source.Token);
        await Eventually.TrueAsync(() => ServerConnection.ActiveCalls == 2, Soon);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);

        // The cancellation reaches the server in order with what the client sends next through the same exchange.
        await Eventually.TrueAsync(() => ServerConnection.CancelledCalls == 1, Soon);
        Bench.Open("busy");
        await first;
        await Client.EchoAsync("last", Token);
        Bench.Executed.ShouldBe(["busy", "last"]);
    }

    [Fact]
    [Trait("Fault", "C14")]
    public async Task A_stopping_server_hands_waiting_calls_to_another_without_an_error()
    {
        var busy = Client.WaitAsync("busy", Token);
        await ExecutedAsync("busy");
        var waiting = Enumerable.Range(0, 5).Select(number => Client.EchoAsync($"call {number}", Token)).ToArray();
        await Eventually.TrueAsync(() => ServerConnection.ActiveCalls == 6, Soon);
        var second = await ConnectAsync();
        var bench = new Workbench();
        await second.ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        var stopping = ServerConnection.DisposeAsync().AsTask();
        await Task.WhenAll(waiting);
        bench.Executed.Count.ShouldBe(5);
        Bench.Open("busy");
        await busy;
        await stopping;
    }
}
