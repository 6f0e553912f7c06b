using TypedRpc.LoadTest.Contenders;

namespace TypedRpc.LoadTest.Scenarios;

/// <summary>One load.</summary>
/// <param name="Concurrency">Calls under way at once, over all clients.</param>
/// <param name="Payload">Bytes each way.</param>
/// <param name="Clients">Clients that share the concurrency, each with connections of its own.</param>
/// <param name="Slow">Whether the handler takes its time.</param>
/// <param name="Processes">1: client and server share a process; 2: each has its own.</param>
/// <param name="Beside">Calls of <see cref="LargePayload"/> bytes that are under way beside the measured ones, in the same clients; they are not measured.</param>
internal sealed record Scenario(int Concurrency, int Payload, int Clients = 1, bool Slow = false, int Processes = 1, int Beside = 0) : IScenario
{
    public const int LargePayload = 4 * 1024 * 1024;

    /// <summary>The load with which variants are compared that matter in one place only.</summary>
    public static Scenario Base { get; } = new(64, 128);

    /// <summary>What has to run for it. Scenarios that need the same share it.</summary>
    public Deployment Deployment => new(Clients, Processes);

    public int LargestPayload => Beside == 0 ? Payload : Math.Max(Payload, LargePayload);

    public int HandlerMilliseconds => Slow ? (int)Handler.Time.TotalMilliseconds : 0;

    /// <inheritdoc/>
    public string Label =>
        $"conc={Concurrency} payload={Payload}"
        + (Clients == 1 ? "" : $" clients={Clients}") + (Slow ? $" handler={HandlerMilliseconds}ms" : "") + (Processes == 1 ? "" : $" processes={Processes}")
        + (Beside == 0 ? "" : $" beside={Beside}");

    public string Line => $"rpc {Label}";

    public string Unit => "call";

    public string Reference => Catalogue.HandWritten;

    public IEnumerable<(string One, string Other)> Pairs(IEnumerable<string> contenders) =>
    [
        .. contenders.Where(static name => name is not (Catalogue.TypedRpc or Catalogue.Single or Catalogue.Traced)).Select(static other => (Catalogue.TypedRpc, other)),
        (Catalogue.Single, Catalogue.HandWritten), (Catalogue.Traced, Catalogue.TypedRpc),
    ];

    /// <summary>Complete: for filters.</summary>
    public override string ToString() =>
        $"conc={Concurrency} payload={Payload} clients={Clients} handler={HandlerMilliseconds}ms processes={Processes} beside={Beside}";
}
