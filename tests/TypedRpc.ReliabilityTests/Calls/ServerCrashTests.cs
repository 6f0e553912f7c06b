using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A server that dies at the worst moment; another one gets what it had.</summary>
public sealed class ServerCrashTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(1);

    protected override bool ServerBehindProxy => true;

    // The server connected before the client, with two sockets.
    private static bool IsServer(FaultConnection connection) => connection.Number <= 2;

    [Fact, Fault("C7")]
    [Sign("typedrpc.server.redelivered_refused", 2004)]
    public async Task What_a_killed_server_ran_runs_again_only_if_it_may()
    {
        using var counters = new MeterCapture();
        await using ServerProcess server = await ServerProcess.ServeAsync(Broker.Uri, LedgerFolder);
        await ServerConnection.DisposeAsync();
        Task<CallCompletion>[] once = [.. Enumerable.Range(0, 10).Select(_ => Client.HoldAsync(Token))];
        Task<CallCompletion>[] again = [.. Enumerable.Range(0, 10).Select(_ => Client.SlowIdempotentAsync(2000, Token))];
        await Eventually.TrueAsync(() => ExecutionLedger.Read(LedgerFolder).Count == 21);
        await (await ConnectAsync(Broker.Uri)).ServeAsync<ILedgered>(Service, cancellationToken: Token);
        long killed = Stopwatch.GetTimestamp();
        server.Kill();
        Measure("kill to callers told", await EndedAsync(once, killed, RpcStatusCode.Unavailable, CallOutcome.Unknown), Redelivery);
        await EndedAsync(again, killed, RpcStatusCode.OK, null);
        counters.Total("typedrpc.server.redelivered_refused").ShouldBe(10);
        ExecutionLedger.Read(LedgerFolder).Count(static execution => execution.Redelivered).ShouldBe(10);
    }

    [Fact, Fault("C7")]
    [Sign("typedrpc.server.redelivered_refused", 2004)]
    public async Task A_server_that_stops_does_not_vouch_for_what_another_had()
    {
        await using ServerProcess other = await ServerProcess.ServeAsync(Broker.Uri, LedgerFolder);
        var calls = new List<Task<CallCompletion>>();
        while (calls.Count < 10)
        {
            // One after the other: each in a message of its own, and by turns to both servers.
            calls.Add(Client.HoldAsync(Token));
            await Eventually.TrueAsync(() => ExecutionLedger.Read(LedgerFolder).Count == calls.Count + 1);
        }

        // It stops, and the broker does not hear of it: what the other had comes to it.
        int others = ExecutionLedger.Read(LedgerFolder).Count(static execution => execution.ProcessId != Environment.ProcessId);
        others.ShouldBeGreaterThan(0);
        using MethodRule unheard = Proxy.Drop(AmqpMethod.BasicCancel, FaultDirection.ToBroker, where: IsServer);
        Task stopping = ServerConnection.DisposeAsync().AsTask();
        await unheard.FirstHit.WaitAsync(TestTimeouts.Step, Token);
        long killed = Stopwatch.GetTimestamp();
        other.Kill();
        await Eventually.TrueAsync(() => calls.Count(static call => call.IsCompleted) == others);
        Measure("kill to callers told", await EndedAsync(calls.Where(static call => call.IsCompleted), killed, RpcStatusCode.Unavailable, CallOutcome.Unknown), Redelivery);
        Service.OpenGate();
        await stopping;
    }

    [Fact, Fault("C8")]
    [Sign("typedrpc.server.redelivered_refused", 2004), Sign("rpc.client.call.duration UNAVAILABLE")]
    public async Task What_a_server_did_before_it_died_is_told_as_unknown_and_done_once()
    {
        await using ServerProcess server = await ServerProcess.ServeAsync(Broker.Uri, LedgerFolder, dies: true);

        // Two servers take turns: some call is the one that the other server dies of.
        CallCompletion end;
        long start;
        do
        {
            start = Stopwatch.GetTimestamp();
            end = await Client.EchoAsync(token: Token);
        }
        while (end.Status == RpcStatusCode.OK);

        // The first call of the other process as well: its code is compiled meanwhile.
        Measure("call to its caller told", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(3));
        (end.Status, end.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown), end.Error);
        ExecutionLedger.Read(LedgerFolder).Count(execution => execution.CallId == end.CallId).ShouldBe(1);
        await server.ExitsAsync();
        (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
    }

    [Fact, Fault("C9")]
    [Sign("typedrpc.server.redelivered_refused", 2004), Sign("typedrpc.client.late_replies")]
    public async Task An_answered_call_that_comes_again_is_neither_done_nor_answered_again()
    {
        using var counters = new MeterCapture();
        using MethodRule lost = Proxy.Drop(AmqpMethod.BasicAck, FaultDirection.ToBroker, where: IsServer);
        CallCompletion[] ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.EchoAsync(token: Token)));
        ends.ShouldAllBe(static end => end.Status == RpcStatusCode.OK);
        await lost.FirstHit.WaitAsync(TestTimeouts.Step, Token);
        Proxy.Reset(IsServer);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.server.redelivered_refused") >= ends.Length);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") >= ends.Length);
        (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
    }
}
