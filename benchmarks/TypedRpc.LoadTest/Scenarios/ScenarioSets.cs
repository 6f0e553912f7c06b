namespace TypedRpc.LoadTest.Scenarios;

/// <summary>What runs unless the command line says otherwise.</summary>
internal static class ScenarioSets
{
    private static readonly int[] Concurrencies = [1, 8, 64, 512, 4096];
    private static readonly int[] Payloads = [128, 1024, 16 * 1024, 256 * 1024];

    // What is under way is held several times over, by clients, servers and broker: 4,096 calls of 256 KiB would be a test of memory.
    private const long MostBytesUnderWay = 128 * 1024 * 1024;

    public static IReadOnlyList<Scenario> Quick { get; } =
    [
        new(1, 128), new(8, 128), new(64, 128), new(512, 128),
        new(64, 16 * 1024),
        new(64, 128, Slow: true),
        new(64, 128, Clients: 8),
        new(64, 128, Processes: 2),
    ];

    /// <summary>Every concurrency with every payload; the other dimensions one at a time, from the base.</summary>
    public static IReadOnlyList<Scenario> Full { get; } =
    [
        .. Payloads.SelectMany(static payload => Concurrencies.Select(concurrency => new Scenario(concurrency, payload))).Where(FitsInMemory),
        .. Concurrencies.Select(static concurrency => new Scenario(concurrency, 128, Slow: true)),
        .. Concurrencies.Where(static concurrency => concurrency >= 8).Select(static concurrency => new Scenario(concurrency, 128, Clients: 8)),
        .. Concurrencies.Select(static concurrency => new Scenario(concurrency, 128, Processes: 2)),
        new(64, 128, Slow: true, Processes: 2), new(64, 16 * 1024, Processes: 2),
        new(2, Scenario.LargePayload), new(8, 128, Beside: 1), new(64, 128, Beside: 1),
        new(64, 128, Clients: 8, Processes: 2), new(512, 128, Clients: 8, Processes: 2),
    ];

    private static bool FitsInMemory(Scenario scenario) => (long)scenario.Concurrency * scenario.Payload <= MostBytesUnderWay;

    public static IReadOnlyList<Scenario> Product(int[] concurrencies, int[] payloads, int[] clients, bool[] slow, int[] processes, int[] beside) =>
    [
        .. from large in beside
           from process in processes
           from client in clients
           from handler in slow
           from payload in payloads
           from concurrency in concurrencies
           where concurrency >= client
           select new Scenario(concurrency, payload, client, handler, process, large),
    ];
}
