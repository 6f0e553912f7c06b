namespace TypedRpc.Scale.Measurements;

/// <summary>How evenly the calls of one client spread over four servers.</summary>
internal static class Balance
{
    private const int Servers = 4;
    private const int WindowMilliseconds = 3_000;
    private const int Bursts = 101;

    // The busiest server's calls, in means.
    private const double Limit = 1.5;

    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var group = new ProcessGroup(broker);
        await group.AddClientsAsync(1);
        await group.AddServersAsync(Servers);
        foreach (var concurrency in new[] { 64, 512 })
        {
            var calls = await group.LoadAsync(1, concurrency, WindowMilliseconds);
            var ratio = calls.Max() / calls.Average();
            report.AtMost($"balance servers={Servers} concurrency={concurrency} busiest={ratio:F2}", ratio, Limit);
            report.Add($"balance_burst servers={Servers} concurrency={concurrency} busiest={await group.BurstAsync(concurrency, Bursts):F2}");
        }
    }
}
