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

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
}
