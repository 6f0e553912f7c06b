using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A server whose process stands still and goes on, as one does whose machine is suspended or out of memory.</summary>
public sealed class FrozenServerTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 300;

    /// <summary>So large that each is a message of its own.</summary>
    private const int Size = 64 * 1024;

    [Fact, Fault("A24")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task What_waited_for_a_frozen_server_is_not_executed_when_it_goes_on()
    {
        await using ServerProcess server = await FreezeAsync();
        IReadOnlySet<string> calls = await TimeOutAsync();
        await server.SignalAsync("CONT");
        Measure("running again to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp()), TimeSpan.FromSeconds(5));

        // The broker had handed over as many as its prefetch: they waited in the buffers of a socket, and how long is not known.
        int late = ExecutionLedger.Read(LedgerFolder).Count(execution => calls.Contains(execution.CallId));
        Note($"{Calls} calls of a frozen server, {late} executed late");
        late.ShouldBe(0);
        (await server.TerminateAsync()).ShouldBe(0);
        (await server.PrintsAsync("standstills")).ShouldBe("standstills: 1");
    }

    [Fact, Fault("A24")]
    [NoSign("it is another process that stands still, and no call fails")]
    public async Task A_call_that_has_time_left_is_executed_when_a_frozen_server_goes_on()
    {
        await using ServerProcess server = await FreezeAsync();
        LedgeredClient patient = ClientOf(ClientConnection, TimeSpan.FromSeconds(30));
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 20).Select(_ => patient.EchoAsync(token: Token))];
        LedgeredClient hurried = Hurried();
        await EndedAsync([hurried.EchoAsync(token: Token)], Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        await server.SignalAsync("CONT");
        await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.OK, null);

        // Acknowledgements come behind the answers, and a server that is killed between them leaves its messages in the queue.
        (await server.TerminateAsync()).ShouldBe(0);
    }

    /// <summary>The only server, which has answered and then stands still.</summary>
    private async Task<ServerProcess> FreezeAsync()
    {
        ServerProcess server = await ServerProcess.ServeAsync(Broker.Uri, LedgerFolder);
        await ServerConnection.DisposeAsync();
        (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        await server.SignalAsync("STOP");
        return server;
    }

    private async Task<IReadOnlySet<string>> TimeOutAsync()
    {
        LedgeredClient hurried = Hurried();
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, Calls).Select(_ => hurried.EchoAsync(Size, Token))];
        await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        return (await Task.WhenAll(calls)).Select(static call => call.CallId).ToHashSet();
    }

    private LedgeredClient Hurried() => ClientOf(ClientConnection, TimeSpan.FromSeconds(1));
}
