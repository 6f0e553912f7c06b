using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A link that breaks again and again.</summary>
public sealed class FlappingTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Flaps = 16;
    private const int Callers = 5;
    private const int MostLinesPerSecond = 10;
    private const int Sockets = 4;
    private const int Sessions = 48;
    private const long MostGrowth = 2 * 1024 * 1024;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override bool ServerBehindProxy => true;

    [Fact, Fault("A13")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task Calls_go_on_while_the_link_flaps_and_all_is_well_afterwards()
    {
        using var calm = new CancellationTokenSource();
        Task<List<CallCompletion>>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => CallUntilAsync(calm.Token))];
        int lines = Lines();
        long start = Stopwatch.GetTimestamp();
        var counts = new List<ProcessCensus>();
        using (var flaps = new PeriodicTimer(Period))
        {
            for (int flap = 0; flap < Flaps; flap++)
            {
                await flaps.WaitForNextTickAsync(Token);
                Proxy.Reset();
                counts.Add(ProcessCensus.Take());
            }
        }

        double perSecond = (Lines() - lines) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        long end = Stopwatch.GetTimestamp();
        Measure("calm to first success", await FirstSuccessAsync(end), TimeSpan.FromSeconds(5));
        await calm.CancelAsync();
        CallCompletion[] ends = [.. (await Task.WhenAll(callers)).SelectMany(static made => made)];
        foreach (CallCompletion call in ends)
        {
            call.Status.ShouldBeOneOf(RpcStatusCode.OK, RpcStatusCode.Unavailable);
        }

        Note($"{Flaps} flaps; {ends.Length} calls, {ends.Count(static call => call.Status == RpcStatusCode.OK)} succeeded; {perSecond:0.0} log lines a second");
        perSecond.ShouldBeLessThanOrEqualTo(MostLinesPerSecond);

        // The second half holds no more than the first.
        Most(counts.Skip(Flaps / 2), static count => count.Threads).ShouldBeLessThanOrEqualTo(Most(counts.Take(Flaps / 2), static count => count.Threads) + 5);
        Most(counts.Skip(Flaps / 2), static count => count.Timers).ShouldBeLessThanOrEqualTo(Most(counts.Take(Flaps / 2), static count => count.Timers) + 10);
        Most(counts.Skip(Flaps / 2), static count => count.Sockets).ShouldBeLessThanOrEqualTo(Most(counts.Take(Flaps / 2), static count => count.Sockets) + 8);
    }

    [Fact, Fault("A13")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task Sessions_that_have_ended_leave_nothing_on_the_heap()
    {
        await ResetAsync(Sessions / 4);
        long before = LiveHeap.Measure();
        await ResetAsync(Sessions);
        long grown = await LiveHeap.GrowthAsync(before, MostGrowth);
        Note($"{Sessions} sessions later the heap is {grown / 1024} KiB larger");
        grown.ShouldBeLessThan(MostGrowth);
    }

    private async Task ResetAsync(int times)
    {
        for (int time = 0; time < times; time++)
        {
            int accepted = Proxy.Accepted;
            Proxy.Reset();
            await Proxy.AcceptedAsync(accepted + Sockets);
            (await FirstSuccessAsync(Stopwatch.GetTimestamp())).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        }

        // The last ones take their time to close.
        await Proxy.OpenAsync(Sockets);
    }

    private static long Most(IEnumerable<ProcessCensus> counts, Func<ProcessCensus, long> what) => counts.Max(what);

    private int Lines() => Logs.Entries.Count(static entry => entry.Level >= LogLevel.Information);

    private async Task<List<CallCompletion>> CallUntilAsync(CancellationToken calm)
    {
        var ends = new List<CallCompletion>();
        while (!calm.IsCancellationRequested)
        {
            ends.Add(await Client.EchoAsync(token: Token));
        }

        return ends;
    }
}
