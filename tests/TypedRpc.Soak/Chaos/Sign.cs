namespace TypedRpc.Soak.Chaos;

/// <summary>What a fault must leave in the meter and in the log of some process: I7.</summary>
/// <param name="Metric">A counter that goes up.</param>
/// <param name="EventId">An event that is logged.</param>
internal sealed record Sign(string Metric, int EventId)
{
    /// <summary>A session has ended.</summary>
    public static readonly Sign Lost = new("typedrpc.connection.lost", 1002);

    /// <summary>The broker takes nothing.</summary>
    public static readonly Sign Blocked = new("typedrpc.connection.blocked", 1005);

    /// <summary>The keys under which a child counts them.</summary>
    public IReadOnlyList<string> Keys => [Metric, KeyOf(EventId)];

    public static string KeyOf(int eventId) => $"event {eventId}";
}
