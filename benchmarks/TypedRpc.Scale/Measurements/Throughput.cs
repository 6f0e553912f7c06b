namespace TypedRpc.Scale.Measurements;

/// <summary>Calls a second while servers and clients become more, beside hand-written code, whose processes share the processors as well.</summary>
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
        await using var typed = new ProcessGroup(broker, ProcessGroup.TypedRpc);
        await using var handWritten = new ProcessGroup(broker, ProcessGroup.HandWritten);
        ProcessGroup[] groups = [typed, handWritten];
        var best = groups.ToDictionary(static group => group, static _ => new double[Counts.Length]);
        foreach (var servers in Counts)
        {
            foreach (var group in groups)
            {
                await group.AddServersAsync(servers);
                await group.AddClientsAsync(Counts[^1]);
                await group.LoadAsync(Counts[^1], Concurrency, WarmUpMilliseconds);
            }

            foreach (var clients in Enumerable.Range(0, Counts.Length))
            {
                // Interleaved, so that a busy moment of the machine does not meet only one of them.
                var most = groups.ToDictionary(static group => group, static _ => (Calls: 0.0, Load: string.Empty));
                for (var window = 0; window < Windows; window++)
                {
                    foreach (var group in groups)
                    {
                        var measured = await CallsPerSecondAsync(group, Counts[clients]);
                        most[group] = measured.Calls > most[group].Calls ? measured : most[group];
                    }
                }

                foreach (var group in groups)
                {
                    // Of these and fewer clients, with these and fewer servers.
                    var (calls, load) = most[group];
                    var before = Math.Max(best[group][clients], best[group][Math.Max(clients - 1, 0)]);
                    best[group][clients] = Math.Max(before, calls);
                    var ratio = before > 0 ? calls / before : 1;
                    FormattableString line = $"throughput {group.Style} servers={servers} clients={Counts[clients]} concurrency={Concurrency} calls_per_s={calls:F0} {load} of_best_with_fewer={ratio:F2}";
                    if (group == typed)
                    {
                        report.AtLeast(line, ratio, Limit);
                    }
                    else
                    {
                        report.Add(line);
                    }
                }
            }
        }
    }

    private static async Task<(double Calls, string Load)> CallsPerSecondAsync(ProcessGroup group, int clients)
    {
        var load = new MachineLoad();
        var calls = (await group.LoadAsync(clients, Concurrency, WindowMilliseconds)).Sum();
        return (calls * 1_000 / WindowMilliseconds, load.Since(calls));
    }
}
