using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A link that breaks, in every way that both ends notice.</summary>
public sealed class LostLinkTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Fact, Fault("A5")]
    public async Task A_reset_ends_pending_calls_at_once()
    {
        Task<CallCompletion>[] held = await HoldAsync(Calls);
        long reset = Stopwatch.GetTimestamp();
        Proxy.Reset();
        Measure("reset to last pending call resolved", await EndedAsync(held, reset, RpcStatusCode.Unavailable, CallOutcome.Unknown), Prompt);
        Measure("reset to first success", await FirstSuccessAsync(reset), Recovery);
        await Proxy.OpenAsync(2);
    }

    [Fact, Fault("A12")]
    public async Task A_cut_after_any_byte_of_a_call_ends_it_at_once()
    {
        var slowest = TimeSpan.Zero;
        int cuts = 0;
        for (int bytes = 1; bytes <= 2000; bytes += 37)
        {
            await FirstSuccessAsync(Stopwatch.GetTimestamp());
            FaultDirection direction = bytes % 2 == 0 ? FaultDirection.ToBroker : FaultDirection.ToClient;
            FaultConnection[] connections = [.. Proxy.Connections];
            Proxy.CutAfter(direction, bytes, reset: bytes % 3 == 0);
            Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 60).Select(_ => Client.EchoAsync(200, Token))];
            await Task.WhenAny(connections.Select(static connection => connection.Closed)).WaitAsync(TestTimeouts.Step, Token);
            long cut = Stopwatch.GetTimestamp();
            await Task.WhenAll(calls).WaitAsync(TestTimeouts.Command, Token);
            TimeSpan took = Stopwatch.GetElapsedTime(cut);
            slowest = took > slowest ? took : slowest;
            cuts++;
        }

        Note($"{cuts} cuts within the first 2000 bytes");
        Measure("cut to last call resolved or retried, slowest", slowest, Recovery);
    }
}
