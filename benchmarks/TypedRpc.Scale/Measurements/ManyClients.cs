namespace TypedRpc.Scale.Measurements;

/// <summary>Many connections, each with a client, to one server.</summary>
internal static class ManyClients
{
    private const int Clients = 1_000;

    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var server = await ChildProcess.StartAsync(broker, "server", ProcessGroup.TypedRpc, "0", "100");
        await using var clients = await ChildProcess.StartAsync(broker, "clients");
        if (await clients.AskAsync($"{Clients}") is [var managed, var resident, var milliseconds])
        {
            report.Add($"idle_client clients={Clients} managed_kib={managed / 1024:F1} resident_kib={resident / 1024:F1} open_ms={milliseconds:F1}");
        }
    }
}
