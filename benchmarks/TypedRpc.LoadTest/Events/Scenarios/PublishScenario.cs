using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Events.Scenarios;

/// <summary>Persistent messages into one durable queue.</summary>
/// <param name="Concurrency">Callers that each wait for the confirm of their message before they publish the next.</param>
/// <param name="Payload">Bytes a message.</param>
/// <param name="Batch">Messages that those publish together who do so in batches; these take no notice of the concurrency.</param>
internal sealed record PublishScenario(int Concurrency, int Payload, int Batch = PublishScenario.UsualBatch) : IScenario
{
    /// <summary>Large enough for the wait between two batches not to matter; <c>--batch</c> measures others.</summary>
    public const int UsualBatch = 1000;

    public string Label => $"publish conc={Concurrency} payload={Payload}" + (Batch == UsualBatch ? "" : $" batch={Batch}");

    public string Line => Label;

    public string Unit => "message";

    public string Reference => EventCatalogue.OneByOne;

    public IEnumerable<(string One, string Other)> Pairs(IEnumerable<string> contenders) =>
        contenders.Where(static name => name != Catalogue.TypedRpc).Select(static other => (Catalogue.TypedRpc, other));

    public override string ToString() => Label;
}
