using System.ComponentModel;
using MessagePack;

namespace TypedRpc.Serialization;

/// <summary>The routing key and the byte layout of one event, shared by publisher and dispatcher. For generated code.</summary>
/// <typeparam name="TArguments"><see cref="Unit"/>, the one argument, or a tuple of the arguments.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventMethod<TArguments>
{
    /// <summary>Creates the layout.</summary>
    /// <param name="info">The event.</param>
    protected EventMethod(EventInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
    }

    /// <summary>The event.</summary>
    public EventInfo Info { get; }

    /// <summary>Writes the arguments that the routing key carries, in the order of the template. Overridden where there are any.</summary>
    /// <param name="key">Where to.</param>
    /// <param name="arguments">The arguments.</param>
    public virtual void WriteKey(ref RoutingKeyWriter key, in TArguments arguments)
    {
    }

    /// <summary>Writes a MessagePack array of the arguments that the routing key does not carry.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="arguments">The arguments.</param>
    public abstract void WriteArguments(ref MessagePackWriter writer, in TArguments arguments);

    /// <summary>Reads the arguments: from the routing key by their place in the template, the others behind the array's header.</summary>
    /// <param name="key">The arguments that the routing key carries.</param>
    /// <param name="reader">Where the others come from.</param>
    /// <param name="count">How many the publisher sent in the array; missing ones take their default, further ones are not read.</param>
    public abstract TArguments ReadArguments(in RoutingKeyReader key, ref MessagePackReader reader, int count);
}
