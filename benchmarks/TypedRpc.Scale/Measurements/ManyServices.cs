namespace TypedRpc.Scale.Measurements;

/// <summary>Many contracts served by one host.</summary>
internal static class ManyServices
{
    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var host = await ChildProcess.StartAsync(broker, "services");
        if (await host.AskAsync(string.Empty) is [var bytes, var milliseconds])
        {
            report.Add($"idle_service services={Contracts.AllServices.Count} managed_kib={bytes / 1024:F1} start_ms={milliseconds:F2}");
        }
    }
}
