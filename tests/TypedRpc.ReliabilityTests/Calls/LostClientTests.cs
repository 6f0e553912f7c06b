using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A client that is gone without a word while servers work for it.</summary>
public sealed class LostClientTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    [Fact, Fault("C13")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task Its_handlers_are_told_at_the_deadline_and_its_requests_are_settled()
    {
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[] held = await HoldAsync(20, ClientOf(ClientConnection, Timeout));

        // What the broker and the server see of a client's process that is killed.
        Proxy.RefuseConnections();
        Proxy.Reset();
        await EndedAsync(held, start, RpcStatusCode.Unavailable, CallOutcome.Unknown);
        Service.Cancelled.ShouldBeEmpty();
        await Eventually.TrueAsync(() => Service.Cancelled.Count == held.Length);
        Measure("deadline to last handler told", Stopwatch.GetElapsedTime(start) - Timeout, TimeSpan.FromMilliseconds(500));
        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Unacknowledged == 0);
        ServerConnection.State.ShouldBe(RpcConnectionState.Connected);
        Proxy.AcceptConnections();
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
    }
}
