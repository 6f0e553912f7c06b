using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A link that is slow, narrow, or comes in crumbs, and works.</summary>
public sealed class PoorLinkTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;

    /// <summary>Milliseconds that a call takes longer, at the least, of which a packet was lost.</summary>
    private const int FirstRepetition = 40;
    private static readonly TimeSpan Lossy = TimeSpan.FromSeconds(5);

    [Fact, Fault("A10")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_slow_link_is_no_lost_one()
    {
        Proxy.Delay(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(100));
        Task<CallCompletion>[] hurried = [.. Enumerable.Range(0, Calls).Select(_ => ClientOf(ClientConnection, TimeSpan.FromMilliseconds(150)).EchoAsync(token: Token))];
        Task<CallCompletion>[] patient = [.. Enumerable.Range(0, Calls).Select(_ => Client.EchoAsync(token: Token))];
        Measure("calls over a link of 200 ms ± 100 ms each way", await EndedAsync(patient, Stopwatch.GetTimestamp(), RpcStatusCode.OK, null), TimeSpan.FromSeconds(2));
        await EndedAsync(hurried, Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        Proxy.Accepted.ShouldBe(2);
    }

    [Theory, Fault("A9")]
    [NoSign("nothing fails")]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(30)]
    public async Task A_link_that_loses_packets_is_slow_and_no_lost_one(int percent)
    {
        const int Callers = 10;
        Proxy.Lose(percent / 100.0);
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[][] calls = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var made = new List<Task<CallCompletion>>();
            while (Stopwatch.GetElapsedTime(start) < Lossy)
            {
                made.Add(Client.EchoAsync(caller * 200, Token));
                await made[^1];
            }

            return made.ToArray();
        }));
        Task<CallCompletion>[] all = [.. calls.SelectMany(static made => made)];
        await EndedAsync(all, start, RpcStatusCode.OK, null);
        double[] took = [.. (await Task.WhenAll(all)).Select(static call => call.ElapsedMilliseconds).Order()];
        Note($"{percent} % lost: {took.Length} calls, half of them within {took[took.Length / 2]:0} ms, the longest {took[^1]:0} ms");
        took[^1].ShouldBeGreaterThan(FirstRepetition, "Nothing was lost.");
        Proxy.Accepted.ShouldBe(2);
    }

    [Fact, Fault("A11")]
    [NoSign("nothing fails")]
    public async Task Frames_that_come_byte_by_byte_are_put_together()
    {
        Proxy.Slice(1);
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, Calls).Select(_ => Client.EchoAsync(200, Token))];
        Measure($"{Calls} calls in pieces of 1 byte", await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.OK, null), TimeSpan.FromSeconds(5));
        Proxy.Accepted.ShouldBe(2);
    }

    [Fact, Fault("A11")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_large_call_over_a_narrow_link_ends_at_its_deadline()
    {
        Proxy.Bandwidth(10_000);
        Task<CallCompletion> large = ClientOf(ClientConnection, TimeSpan.FromSeconds(1)).EchoAsync(100_000, Token);
        await EndedAsync([large], Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        Proxy.Heal();
        Measure("wide again to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp()), TimeSpan.FromSeconds(5));
    }
}
