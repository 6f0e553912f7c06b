namespace TypedRpc.Scale.Measurements;

/// <summary>What large payloads leave behind: the large object heap must not grow, and a call allocates its two decoded payloads only.</summary>
internal static class LargePayloads
{
    private const int Concurrency = 4;

    // One thread more may come to keep a buffer for the next call, and a buffer has up to twice a payload.
    private const int Payloads = 2;

    // The handler's argument and the caller's result, and a little around them.
    private const double PayloadsAllocated = 2.1;

    private static readonly (int Bytes, int Calls)[] Runs = [(256 * 1024, 2_000), (4 * 1024 * 1024, 200)];

    public static async Task MeasureAsync(Uri broker, Report report)
    {
        await using var child = await ChildProcess.StartAsync(broker, "large");
        foreach (var (bytes, calls) in Runs)
        {
            var answer = await child.AskAsync($"{bytes} {Concurrency} {calls}");
            report.AtMost($"large_heap_growth payload={bytes} calls={calls} bytes={answer[0]:F0}", answer[0], Payloads * bytes);
            report.AtMost($"large_call_allocation payload={bytes} calls={calls} payloads={answer[1] / bytes:F2}", answer[1] / bytes, PayloadsAllocated);
        }
    }
}
