namespace TypedRpc.Scale.Measurements;

/// <summary>Memory of a client with many calls in flight.</summary>
internal static class PendingCalls
{
    private const int Calls = 10_000;

    // Bytes a call besides its payload.
    private const double Limit = 1024;

    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var server = await ChildProcess.StartAsync(broker, "server", ProcessGroup.TypedRpc, "0", $"{Calls + 100}");
        await using var client = await ChildProcess.StartAsync(broker, "pending");
        var bytes = (await client.AskAsync($"{Calls}"))[0];
        report.AtMost($"pending_call calls={Calls} bytes={bytes:F0}", bytes, Limit);
    }
}
