using System.ComponentModel;
using TypedRpc.Serialization;

namespace TypedRpc.Events;

/// <summary>Publishes the events of one generated publisher.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventInvoker
{
    /// <summary>Finds the codecs.</summary>
    public abstract RpcSerializer Serializer { get; }

    /// <summary>Publishes an event; completes when the broker has confirmed it.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <param name="method">Routing key and byte layout.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract ValueTask PublishAsync<TArguments>(EventMethod<TArguments> method, in TArguments arguments, CancellationToken cancellationToken);
}
