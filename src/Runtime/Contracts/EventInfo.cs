namespace TypedRpc;

/// <summary>What a contract says of one event. Immutable once its <see cref="EventsInfo"/> exists.</summary>
public sealed class EventInfo
{
    private EventsInfo? _events;

    /// <summary>Creates the description; called by generated code.</summary>
    /// <param name="name">Wire name, unique within the contract.</param>
    public EventInfo(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Wire name of the event.</summary>
    public string Name { get; }

    /// <summary>Routing key, or its template: a word in braces, such as <c>{region}</c>, stands for the parameter of that name. <c>{Contract}.{Event}</c> unless the contract says otherwise.</summary>
    public string RoutingKey { get => field ??= FullName; init; }

    /// <summary>Position of the event in <see cref="EventsInfo.Events"/>.</summary>
    public int Index { get; private set; }

    /// <summary>The contract that the event belongs to.</summary>
    public EventsInfo Events => _events ?? throw new InvalidOperationException($"Event '{Name}' belongs to no contract yet.");

    /// <summary><c>{Contract}.{Event}</c>, as in the messages' <c>type</c> and in telemetry.</summary>
    public string FullName => field ??= $"{Events.Name}.{Name}";

    internal RoutingKeyTemplate Template => field ??= new RoutingKeyTemplate(RoutingKey);

    internal void Attach(EventsInfo events, int index)
    {
        if (_events is not null)
        {
            throw new InvalidOperationException($"Event '{Name}' belongs to contract '{_events.Name}' already.");
        }

        _events = events;
        Index = index;
    }
}
