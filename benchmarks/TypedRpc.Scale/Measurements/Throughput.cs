namespace TypedRpc.Scale.Measurements;

/// <summary>Calls a second while servers and clients become more; they must not become fewer.</summary>
internal static class Throughput
{
    private const int Concurrency = 64;
    private const int WarmUpMilliseconds = 2_000;
    private const int WindowMilliseconds = 3_000;

    // The better counts: what else the machine does can only take away.
    private const int Windows = 2;

    // Of the best that fewer processes reached. Below 1 because all of them share the machine's processors.
    private const double Limit = 0.7;

    private static readonly int[] Counts = [1, 2, 4];

    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var group = new ProcessGroup(broker);
        await group.AddClientsAsync(Counts[^1]);
        var best = new double[Counts.Length];
        foreach (var servers in Counts)
        {
            await group.AddServersAsync(servers);
            await group.LoadAsync(Counts[^1], Concurrency, WarmUpMilliseconds);
            var (calls, loads) = await CallsPerSecondAsync(group);
            for (var index = 0; index < Counts.Length; index++)
            {
                // Of these and fewer clients, with these and fewer servers.
                best[index] = Math.Max(best[index], best[Math.Max(index - 1, 0)]);
                var ratio = best[index] > 0 ? calls[index] / best[index] : 1;
                best[index] = Math.Max(best[index], calls[index]);
                report.AtLeast(
                    $"throughput servers={servers} clients={Counts[index]} concurrency={Concurrency} calls_per_s={calls[index]:F0} {loads[index]} of_best_with_fewer={ratio:F2}", ratio, Limit);
            }
        }
    }

    /// <summary>For each number of clients; interleaved, so that a busy moment of the machine does not meet only one of them.</summary>
    private static async Task<(double[] Calls, string[] Loads)> CallsPerSecondAsync(ProcessGroup group)
    {
        var most = new double[Counts.Length];
        var loads = new string[Counts.Length];
        for (var window = 0; window < Windows; window++)
        {
            for (var index = 0; index < Counts.Length; index++)
            {
                var load = new MachineLoad();
                var calls = (await group.LoadAsync(Counts[index], Concurrency, WindowMilliseconds)).Sum();
                loads[index] = load.Since(calls);
                most[index] = Math.Max(most[index], calls * 1_000 / WindowMilliseconds);
            }
        }

        return (most, loads);
    }
}
