using System.ComponentModel;

namespace TypedRpc.Events;

/// <summary>Reads the arguments of an event and calls the subscriber. Generated per contract.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventDispatcher<TContract>
    where TContract : class
{
    /// <summary>Handles one event.</summary>
    /// <param name="subscriber">The implementation.</param>
    /// <param name="call">The event; its <see cref="EventCall.EventIndex"/> is valid.</param>
    public abstract ValueTask DispatchAsync(TContract subscriber, EventCall call);
}
