using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Events.Scenarios;

/// <summary>A queue of persistent messages, emptied by one consumer.</summary>
/// <param name="Prefetch">Messages that the consumer holds.</param>
/// <param name="Payload">Bytes a message.</param>
internal sealed record ConsumeScenario(int Prefetch, int Payload) : IScenario
{
    private const int MostMessages = 50_000;
    private const long MostBytes = 256 * 1024 * 1024;

    /// <summary>Messages in the queue.</summary>
    public int Messages => (int)Math.Min(MostMessages, MostBytes / Payload);

    public string Label => $"consume payload={Payload} prefetch={Prefetch}";

    public string Line => Label;

    public string Unit => "message";

    public string Reference => Catalogue.HandWritten;

    public IEnumerable<(string One, string Other)> Pairs(IEnumerable<string> contenders) =>
        contenders.Where(static name => name != Catalogue.HandWritten).Select(static one => (one, Catalogue.HandWritten));

    public override string ToString() => Label;
}
