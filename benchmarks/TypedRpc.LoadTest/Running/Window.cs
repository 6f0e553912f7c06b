using System.Diagnostics;
using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Running;

/// <summary>Puts a load on a contender for a moment and measures it.</summary>
internal sealed class Window(BrokerSet brokers, TimeSpan warmUp, TimeSpan length)
{
    // Where calls take as long as a window, the window waits for about so many of each worker, but not forever: after one of each, it depends on where in its round each worker was.
    private const int CallsOfEach = 4;
    private const int Stretch = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures a load.</summary>
    /// <param name="broker">The broker that it goes through.</param>
    /// <param name="load">The load.</param>
    /// <param name="beside">What else is under way, and is not measured.</param>
    /// <param name="server">Who answers, if anyone does.</param>
    public async Task<Measurement> MeasureAsync(BrokerKind broker, LoadGenerator load, LoadGenerator? beside = null, IServerHandle? server = null)
    {
        // The garbage of the one before must not be this one's burden.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var brokerBefore = await brokers.ReadAsync(broker);
        beside?.Start();
        load.Start();
        // On a thread of its own: the pool's are the contenders'.
        var measured = await Task.Factory.StartNew(() => Observe(load, server), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await load.StopAsync();
        await (beside?.StopAsync() ?? Task.CompletedTask);
        var brokerAfter = await brokers.ReadAsync(broker);
        // From idle to idle, so that requests and replies of the same calls are counted.
        var failed = load.Failed + (beside?.Failed ?? 0);
        var calls = Math.Max(1, load.Completed + (beside?.Completed ?? 0) + failed);
        return measured with
        {
            Messages = (brokerAfter?.Messages - brokerBefore?.Messages) / (double)calls,
            BrokerCpu = (brokerAfter?.Cpu - brokerBefore?.Cpu)?.TotalMicroseconds / calls,
            Failed = failed,
            FirstFailure = load.FirstFailure ?? beside?.FirstFailure,
        };
    }

    private Measurement Observe(LoadGenerator load, IServerHandle? server)
    {
        Wait(load, warmUp);
        var serverBefore = server?.ReadAsync().GetAwaiter().GetResult();
        var before = ResourceUse.OfThisProcess();
        var completedBefore = load.Completed;
        var start = Stopwatch.GetTimestamp();
        load.Recording = true;
        Wait(load, length);
        load.Recording = false;
        var elapsed = Stopwatch.GetElapsedTime(start);
        var completed = Math.Max(1, load.Completed - completedBefore);
        var used = ResourceUse.OfThisProcess() - before;
        var usedByServer = server?.ReadAsync().GetAwaiter().GetResult() - serverBefore;
        return new Measurement
        {
            PerSecond = load.Latencies.Count / elapsed.TotalSeconds,
            P50 = load.Latencies.Percentile(0.5),
            P99 = load.Latencies.Percentile(0.99),
            P999 = load.Latencies.Percentile(0.999),
            ClientBytes = used.AllocatedBytes / (double)completed,
            ClientCpu = MicrosecondsPerCall(used, completed),
            ServerBytes = usedByServer?.AllocatedBytes / (double)completed,
            ServerCpu = usedByServer is { } use ? MicrosecondsPerCall(use, completed) : null,
        };
    }

    private static void Wait(LoadGenerator load, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var target = load.Completed + (CallsOfEach * (long)load.UnderWay);
        TimeSpan elapsed;
        do
        {
            Thread.Sleep(Tick);
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (!load.HasEnded && (elapsed < time || (load.Completed < target && elapsed < time * Stretch)));
    }

    private static double MicrosecondsPerCall(ResourceUse use, long calls) => TimeSpan.FromTicks(use.CpuTicks).TotalMicroseconds / calls;
}
