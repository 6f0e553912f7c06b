using System.Diagnostics;
using System.Security.Cryptography;
using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>Puts one contender under load for a moment and measures it.</summary>
internal sealed class Window(BrokerSet brokers, TimeSpan warmUp, TimeSpan length)
{
    // Where a call takes longer than a window, the window waits for about one call of each worker, but not forever.
    private const int Stretch = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    public async Task<Measurement> MeasureAsync(RunningContender contender, Scenario scenario)
    {
        // The garbage of the one before must not be this one's burden.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var begun = contender.Contender.Begin();
        var brokerBefore = await brokers.ReadAsync(contender.Contender.Broker);
        var load = new LoadGenerator(contender.Clients, RandomNumberGenerator.GetBytes(scenario.Payload), scenario.Slow, scenario.Concurrency);
        var beside = new LoadGenerator(contender.Clients, new byte[Scenario.LargePayload], slow: false, scenario.Beside);
        beside.Start();
        load.Start();
        // On a thread of its own: the pool's are the contenders'.
        var measured = await Task.Factory.StartNew(
            () => Observe(load, contender.Server, scenario.Concurrency), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await load.StopAsync();
        await beside.StopAsync();
        var brokerAfter = await brokers.ReadAsync(contender.Contender.Broker);
        // From idle to idle, so that requests and replies of the same calls are counted.
        var calls = Math.Max(1, load.Completed + load.Failed + beside.Completed + beside.Failed);
        return measured with
        {
            Messages = (brokerAfter?.Messages - brokerBefore?.Messages) / (double)calls,
            BrokerCpu = (brokerAfter?.Cpu - brokerBefore?.Cpu)?.TotalMicroseconds / calls,
            Failed = load.Failed + beside.Failed,
            FirstFailure = load.FirstFailure ?? beside.FirstFailure,
        };
    }

    private Measurement Observe(LoadGenerator load, IServerHandle server, int concurrency)
    {
        Wait(load, warmUp, concurrency);
        var serverBefore = server.ReadAsync().GetAwaiter().GetResult();
        var before = ResourceUse.OfThisProcess();
        var completedBefore = load.Completed;
        var start = Stopwatch.GetTimestamp();
        load.Recording = true;
        Wait(load, length, concurrency);
        load.Recording = false;
        var elapsed = Stopwatch.GetElapsedTime(start);
        var completed = Math.Max(1, load.Completed - completedBefore);
        var used = ResourceUse.OfThisProcess() - before;
        var usedByServer = server.ReadAsync().GetAwaiter().GetResult() - serverBefore;
        return new Measurement
        {
            CallsPerSecond = load.Latencies.Count / elapsed.TotalSeconds,
            P50 = load.Latencies.Percentile(0.5),
            P99 = load.Latencies.Percentile(0.99),
            P999 = load.Latencies.Percentile(0.999),
            ClientBytes = used.AllocatedBytes / (double)completed,
            ClientCpu = MicrosecondsPerCall(used, completed),
            ServerBytes = usedByServer?.AllocatedBytes / (double)completed,
            ServerCpu = usedByServer is { } use ? MicrosecondsPerCall(use, completed) : null,
        };
    }

    private static void Wait(LoadGenerator load, TimeSpan time, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        var target = load.Completed + calls;
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
