using System.ComponentModel;
using TypedRpc.Events;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>What generated code plugs into the runtime with: metadata, publisher and dispatcher of one contract of events.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
/// <param name="events">Names on the wire and events.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventContract<TContract>(EventsInfo events) : EventContract(events)
    where TContract : class
{
    /// <inheritdoc/>
    public override Type ContractType => typeof(TContract);

    /// <summary>Makes a publisher.</summary>
    /// <param name="invoker">Publishes its events.</param>
    public abstract TContract CreatePublisher(EventInvoker invoker);

    /// <summary>Makes the subscriber's side.</summary>
    /// <param name="serializer">Finds the codecs.</param>
    public abstract EventDispatcher<TContract> CreateDispatcher(RpcSerializer serializer);

    internal override EventTarget CreateTarget(RpcSerializer serializer, IServiceActivator activator) => new EventTarget<TContract>(CreateDispatcher(serializer), activator);
}
