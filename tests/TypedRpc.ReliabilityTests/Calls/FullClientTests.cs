using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A client with as many calls as it may have.</summary>
public sealed class FullClientTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Most = 10_000;

    private const long MostGrowth = 1024 * 1024;

    [Fact, Fault("C19")]
    [Sign("rpc.client.call.duration RESOURCE_EXHAUSTED")]
    public async Task One_call_too_many_is_refused_at_once_and_costs_nothing()
    {
        Task<CallCompletion>[] held = Fill();
        ILedgered plain = ClientConnection.CreateClient<ILedgered>();
        await RefuseAsync(plain, 1000);
        long before = LiveHeap.Measure();
        double[] took = await RefuseAsync(plain, 10_000);
        long grown = await LiveHeap.GrowthAsync(before, MostGrowth);
        Measure("refusal, p99", TimeSpan.FromMilliseconds(took[^(took.Length / 100)]), TimeSpan.FromMilliseconds(1));
        Note($"refusal p99 {1000 * took[^(took.Length / 100)]:0} µs");
        Note($"{took.Length} refusals, heap {grown / 1024} KiB larger");
        grown.ShouldBeLessThan(MostGrowth);
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
    }

    [Fact, Fault("C12")]
    [Sign("rpc.client.call.duration CANCELLED")]
    public async Task A_client_that_is_disposed_ends_all_its_calls()
    {
        Task<CallCompletion>[] held = Fill();
        await Eventually.TrueAsync(() => Service.Executions >= 101);
        long start = Stopwatch.GetTimestamp();
        Task disposed = ClientConnection.DisposeAsync().AsTask();
        CallCompletion[] ends = await Task.WhenAll(held);
        Measure($"dispose to the last of {Most} calls ended", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(1));
        await disposed;
        Measure($"dispose with {Most} calls", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(2));
        ends.ShouldAllBe(static end => end.Status == RpcStatusCode.Cancelled && end.Outcome != CallOutcome.Executed);
        await Eventually.TrueAsync(() => Service.Cancelled.Count >= 100);
        Measure("dispose to all handlers told", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(3));

        // What nobody waits for any more is on its way to the server still.
        Service.OpenGate();
        await Eventually.TrueAsync(async () => await Broker.Control.CensusAsync() is { Ready: 0, Unacknowledged: 0 }, TestTimeouts.Command);
    }

    private Task<CallCompletion>[] Fill()
    {
        LedgeredClient patient = ClientOf(ClientConnection, TimeSpan.FromSeconds(30));
        Task<CallCompletion>[] held = [.. Enumerable.Range(0, Most).Select(_ => patient.HoldAsync(Token))];
        ClientConnection.PendingCalls.ShouldBe(Most);
        return held;
    }

    private static async Task<double[]> RefuseAsync(ILedgered client, int calls)
    {
        byte[] payload = new byte[64];
        double[] took = new double[calls];
        for (int call = 0; call < calls; call++)
        {
            long start = Stopwatch.GetTimestamp();
            RpcException refused = await Should.ThrowAsync<RpcException>(async () => await client.EchoAsync("one too many", payload, Token));
            took[call] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            (refused.StatusCode, refused.Outcome).ShouldBe((RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted));
        }

        Array.Sort(took);
        return took;
    }
}
