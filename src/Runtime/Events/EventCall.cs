using System.ComponentModel;
using TypedRpc.Serialization;

namespace TypedRpc.Events;

/// <summary>One event at a subscriber, as generated dispatchers see it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventCall
{
    /// <summary>Position of the event in <see cref="EventsInfo.Events"/>.</summary>
    public abstract int EventIndex { get; }

    /// <summary>Fires when the subscriber stops and does not wait any longer.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Reads the arguments.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <param name="method">Routing key and byte layout.</param>
    public abstract TArguments ReadArguments<TArguments>(EventMethod<TArguments> method);
}
