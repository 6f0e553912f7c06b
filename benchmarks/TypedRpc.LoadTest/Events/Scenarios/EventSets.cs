namespace TypedRpc.LoadTest.Events.Scenarios;

/// <summary>What runs unless the command line says otherwise.</summary>
internal static class EventSets
{
    public static int[] Payloads { get; } = [128, 1024, 16 * 1024];

    public static int[] Concurrencies { get; } = [1, 64, 512];

    /// <summary>TypedRpc's default, and plenty.</summary>
    public static int[] Prefetches { get; } = [200, 2000];
}
