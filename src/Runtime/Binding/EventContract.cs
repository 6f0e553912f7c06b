using System.ComponentModel;
using TypedRpc.Events;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>What generated code knows of a contract of events, without its type parameter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventContract
{
    private protected EventContract(EventsInfo events) => Events = events;

    /// <summary>Names on the wire and events.</summary>
    public EventsInfo Events { get; }

    /// <summary>The contract's interface.</summary>
    public abstract Type ContractType { get; }

    /// <summary>Makes the subscriber's side for implementations that an activator gives out.</summary>
    internal abstract EventTarget CreateTarget(RpcSerializer serializer, IServiceActivator activator);
}
