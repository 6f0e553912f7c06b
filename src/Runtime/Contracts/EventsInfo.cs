namespace TypedRpc;

/// <summary>What a contract of events says of itself. Immutable; one object per contract and process.</summary>
public sealed class EventsInfo
{
    /// <summary>Creates the description; called by generated code.</summary>
    /// <param name="exchange">Name of the topic exchange.</param>
    /// <param name="name">Wire name of the contract.</param>
    /// <param name="events">The events; each belongs to this contract from now on.</param>
    public EventsInfo(string exchange, string name, params EventInfo[] events)
    {
        ArgumentException.ThrowIfNullOrEmpty(exchange);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(events);
        Exchange = exchange;
        Name = name;
        Events = events;
        for (var index = 0; index < events.Length; index++)
        {
            events[index].Attach(this, index);
        }
    }

    /// <summary>Name of the topic exchange.</summary>
    public string Exchange { get; }

    /// <summary>Wire name of the contract.</summary>
    public string Name { get; }

    /// <summary>The events, in the order of their <see cref="EventInfo.Index"/>.</summary>
    public IReadOnlyList<EventInfo> Events { get; }
}
