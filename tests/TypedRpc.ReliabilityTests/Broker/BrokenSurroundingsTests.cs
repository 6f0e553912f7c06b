using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>What surrounds a call throws: logs, metrics, traces, callbacks of handlers. No call may stay open for that, and no message unsettled.</summary>
public sealed class BrokenSurroundingsTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    [Fact, Fault("B18")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED"), Sign("rpc.client.call.duration INTERNAL")]
    public async Task Broken_logs_metrics_and_traces_cost_no_call_and_leave_nothing_unsettled()
    {
        await ServerConnection.DisposeAsync();
        using var loggers = new ThrowingLoggers();
        await using RpcConnection serving = await ConnectAsync(loggers);
        await serving.ServeAsync<ILedgered>(new StubbornService(Service), cancellationToken: Token);
        await using RpcConnection calling = await ConnectAsync(loggers);
        LedgeredClient client = ClientOf(calling);
        (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        int connections = Proxy.Accepted;
        using (var listeners = new ThrowingListeners())
        {
            Task<CallCompletion>[] answered = [.. Enumerable.Range(0, 300).Select(_ => client.EchoAsync(token: Token))];
            Task<CallCompletion>[] failed = [.. Enumerable.Range(0, 50).Select(_ => client.FailAsync(Token))];
            Task<CallCompletion>[] noted = [.. Enumerable.Range(0, 50).Select(_ => client.NoteAsync(token: Token))];
            Task<CallCompletion>[] late = [.. Enumerable.Range(0, 50).Select(_ => ClientOf(calling, TimeSpan.FromMilliseconds(300)).HoldAsync(Token))];
            await EndedAsync([.. answered, .. noted], 0, RpcStatusCode.OK, null);
            await EndedAsync(failed, 0, RpcStatusCode.Internal, CallOutcome.Executed);
            await EndedAsync(late, 0, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
            Service.OpenGate();
            await Eventually.TrueAsync(() => calling.PendingCalls == 0 && serving.ActiveCalls == 0);
            await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Unacknowledged == 0);
            Note($"{listeners.Thrown} exceptions of listeners, {loggers.Thrown} of logs");
            listeners.Thrown.ShouldBeGreaterThan(1000);
            loggers.Thrown.ShouldBeGreaterThan(50);
        }

        // It was not by replacing sessions that they came through.
        Proxy.Accepted.ShouldBe(connections);
    }

    private async Task<RpcConnection> ConnectAsync(ThrowingLoggers loggers) => await RabbitRpcConnection.ConnectAsync(
        Proxy.Uri.ToString(), static options => options.DrainTimeout = TimeSpan.FromSeconds(1), null, loggers, Token);
}
