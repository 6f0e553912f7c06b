using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A link that carries nothing any more and never says so.</summary>
public sealed class SilentLinkTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(5);

    [Fact, Fault("A6")]
    [Sign("typedrpc.connection.lost", 1002)]
    public Task A_half_open_link_is_found_and_replaced() => FoundAsync(FaultDirection.Both);

    [Theory, Fault("A8")]
    [Sign("typedrpc.connection.lost", 1002)]
    [InlineData(FaultDirection.ToBroker)]
    [InlineData(FaultDirection.ToClient)]
    public Task A_link_that_is_dead_one_way_is_found_and_replaced(FaultDirection direction) => FoundAsync(direction);

    [Fact, Fault("A7")]
    [Sign("typedrpc.connection.lost", 1002), Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_frozen_broker_is_found_and_holds_no_caller_up()
    {
        Task<CallCompletion>[] held = await HoldAsync(10);
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(500));
        long start = Stopwatch.GetTimestamp();
        await Broker.Control.FreezeAsync();
        try
        {
            // More than the buffers of all sockets on the way hold, so publishing stops.
            Task<CallCompletion>[] many = [.. Enumerable.Range(0, 500).Select(_ => hurried.EchoAsync(64 * 1024, Token))];
            foreach (CallCompletion end in await Task.WhenAll(many))
            {
                end.Status.ShouldBe(RpcStatusCode.DeadlineExceeded);
            }

            Measure("freeze to pending calls resolved", await EndedAsync(held, start, RpcStatusCode.Unavailable, CallOutcome.Unknown), Detection);
        }
        finally
        {
            await Broker.Control.ContinueAsync();
        }

        Measure("running again to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp()), Detection);
    }

    private async Task FoundAsync(FaultDirection direction)
    {
        Task<CallCompletion>[] held = await HoldAsync(10);
        FaultConnection[] dead = [.. Proxy.Connections];
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(500));
        long start = Stopwatch.GetTimestamp();
        Proxy.HalfOpen(direction);

        // One that is made meanwhile ends at its own deadline.
        (await hurried.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.DeadlineExceeded);
        Measure($"{direction}: silence to pending calls resolved", await EndedAsync(held, start, RpcStatusCode.Unavailable, CallOutcome.Unknown), Detection);
        Measure($"{direction}: silence to first success", await FirstSuccessAsync(start), Detection + TimeSpan.FromSeconds(2));

        // The broker still has the old connections; its side of them ends by its own heartbeats.
        Array.ForEach(dead, static connection => connection.Reset());
    }
}
