using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A link that breaks, in every way that both ends notice.</summary>
public sealed class LostLinkTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Fact, Fault("A5")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task A_reset_ends_pending_calls_at_once()
    {
        Task<CallCompletion>[] held = await HoldAsync(Calls);
        long reset = Stopwatch.GetTimestamp();
        Proxy.Reset();
        Measure("reset to last pending call resolved", await EndedAsync(held, reset, RpcStatusCode.Unavailable, CallOutcome.Unknown), Prompt);
        Measure("reset to first success", await FirstSuccessAsync(reset), Recovery);
        await Proxy.OpenAsync(2);
    }
}
