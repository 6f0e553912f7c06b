namespace TypedRpc.Events;

/// <summary>Gets the implementation and has it handle an event.</summary>
internal abstract class EventTarget
{
    public abstract ValueTask DispatchAsync(EventCall call);
}
