using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Three times as many calls as the server can do.</summary>
public sealed class OverloadTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Work = 20;
    private const int Places = 10;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    [Fact, Fault("C20")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_server_with_too_much_to_do_goes_on_doing_as_much_as_it_can()
    {
        await ServerConnection.DisposeAsync();
        RpcConnection server = await ConnectAsync(Broker.Uri);
        await server.ServeAsync<ILedgered>(Service, static options => (options.MaxConcurrentCalls, options.Prefetch) = (Places, Places), Token);
        double peak = await PeakAsync();
        double goodput = await FloodAsync(peak * 3);
        Note($"peak {peak:0} calls/s; of {3 * peak:0} calls/s {goodput:0} were answered in time: {goodput / peak:P0} (bound 80 %)");
        (goodput / peak).ShouldBeGreaterThanOrEqualTo(0.8);
    }

    private async Task<double> PeakAsync()
    {
        int done = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Places * 2).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < Window)
            {
                (await Client.SlowAsync(Work, Token)).Status.ShouldBe(RpcStatusCode.OK);
                Interlocked.Increment(ref done);
            }
        }));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Calls at a rate, whatever comes back, and says how many a second were answered once the queues were full.</summary>
    private async Task<double> FloodAsync(double rate)
    {
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromSeconds(2));
        var calls = new List<Task>();
        int answered = 0;
        long start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Stopwatch.GetElapsedTime(start) < Warming + Window)
        {
            await ticks.WaitForNextTickAsync(Token);
            while (calls.Count < rate * Stopwatch.GetElapsedTime(start).TotalSeconds)
            {
                calls.Add(CallAsync());
            }
        }

        int within = Volatile.Read(ref answered);
        await Task.WhenAll(calls);
        return within / Window.TotalSeconds;

        async Task CallAsync()
        {
            CallCompletion end = await hurried.SlowAsync(Work, Token);
            if (end.Status == RpcStatusCode.OK && Stopwatch.GetElapsedTime(start) > Warming)
            {
                Interlocked.Increment(ref answered);
            }
        }
    }
}
