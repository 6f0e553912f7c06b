using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A broker that dies, stops, and comes back.</summary>
public sealed class BrokerGoneTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Fact, Fault("A1")]
    [Sign("typedrpc.connection.lost", 1002)]
    public Task A_killed_broker_ends_pending_calls_at_once() => GoneAsync(Broker.KillAsync);

    [Fact, Fault("A2")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task A_stopped_broker_ends_pending_calls_with_its_reason()
    {
        CallCompletion[] held = await GoneAsync(Broker.StopAsync);
        held[0].Error!.ShouldContain("320");
    }

    [Fact, Fault("A3")]
    [Sign("typedrpc.connection.lost", 1002), Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_restart_while_idle_is_an_error_to_nobody()
    {
        await Broker.StopAsync();
        Task<CallCompletion> call = ClientOf(ClientConnection, TimeSpan.FromSeconds(30), waitForReady: true).EchoAsync(token: Token);
        await Broker.ResumeAsync();
        Measure("broker back to first success", await EndedAsync([call], Stopwatch.GetTimestamp(), RpcStatusCode.OK, null), Recovery);
    }

    [Theory, Fault("A14")]
    [Sign("typedrpc.connection.lost", 1002)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_connection_that_an_operator_closes_ends_pending_calls_with_his_reason(int which)
    {
        Task<CallCompletion>[] held = await HoldAsync(Calls);
        long start = Stopwatch.GetTimestamp();
        await Broker.Control.CloseConnectionAsync(Proxy.Connections[which].BrokerSidePort, "maintenance at noon");
        Measure(
            "command to last pending call resolved",
            await EndedAsync(held, start, RpcStatusCode.Unavailable, CallOutcome.Unknown),
            TimeSpan.FromMilliseconds(500));
        (await held[0]).Error!.ShouldContain("maintenance at noon");
        Measure("command to first success", await FirstSuccessAsync(start), Recovery);
    }

    private async Task<CallCompletion[]> GoneAsync(Func<Task> go)
    {
        Task<CallCompletion>[] held = await HoldAsync(Calls);
        Task closed = Task.WhenAny(Proxy.Connections.Select(static connection => connection.BrokerEnded));
        Task going = go();
        await closed;
        Measure(
            "socket closed to last pending call resolved",
            await EndedAsync(held, Stopwatch.GetTimestamp(), RpcStatusCode.Unavailable, CallOutcome.Unknown),
            TimeSpan.FromMilliseconds(100));
        await going;
        await Broker.ResumeAsync();
        Measure("broker back to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp()), Recovery);
        return await Task.WhenAll(held);
    }
}
