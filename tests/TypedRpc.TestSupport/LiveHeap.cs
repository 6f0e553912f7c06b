namespace TypedRpc.TestSupport;

/// <summary>What is alive on the managed heap of this process.</summary>
public static class LiveHeap
{
    /// <summary>Collects all garbage, finalizable objects included, and says how many bytes are left, gaps between objects not counted.</summary>
    /// <remarks><see cref="GC.GetTotalMemory"/> subtracts gaps of a heap that it does not wait for: its differences are off by megabytes, and it can be negative.</remarks>
    public static long Measure()
    {
        Collect();
        GC.WaitForPendingFinalizers();
        Collect();
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return info.HeapSizeBytes - info.FragmentedBytes;
    }

    /// <summary>Says by how many bytes it has grown, once that is less than the most, or in the end: what has just ended may be on a stack still.</summary>
    /// <param name="before">What was alive before.</param>
    /// <param name="most">What it may have grown by.</param>
    public static async Task<long> GrowthAsync(long before, long most)
    {
        long grown = 0;
        try
        {
            await Eventually.TrueAsync(() => (grown = Measure() - before) < most);
        }
        catch (TimeoutException)
        {
            // The caller sees by how much.
        }

        return grown;
    }

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
}
