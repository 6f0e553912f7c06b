namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>A durable topic exchange and a durable queue of the same name, bound to each other: every contender has its own.</summary>
internal sealed record EventPlace(string Name)
{
    public const string RoutingKey = "event";

    public const string Published = "loadtest.published.";
    public const string Consumed = "loadtest.consumed.";
}
