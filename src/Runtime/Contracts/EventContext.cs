namespace TypedRpc;

/// <summary>What a handler can know of the message that it handles: <see cref="Current"/>.</summary>
public abstract class EventContext
{
    private static readonly AsyncLocal<EventContext?> Ambient = new();

    /// <summary>For the runtime.</summary>
    private protected EventContext()
    {
    }

    /// <summary>The message that the current code handles.</summary>
    /// <exception cref="InvalidOperationException">The current code does not run inside a handler.</exception>
    public static EventContext Current => Ambient.Value
        ?? throw new InvalidOperationException("EventContext.Current is there only inside a handler of a subscriber; use EventContext.TryGetCurrent elsewhere.");

    /// <summary>The message that the current code handles, or null outside a handler.</summary>
    public static EventContext? TryGetCurrent() => Ambient.Value;

    /// <summary>Id of the message, or null when its publisher gave none. A message that is delivered or published again has the same.</summary>
    public string? MessageId => Properties.MessageId;

    /// <summary>Exchange that it was published to.</summary>
    public abstract string Exchange { get; }

    /// <summary>Routing key that it was published with.</summary>
    public abstract string RoutingKey { get; }

    /// <summary>Queue that it came through.</summary>
    public abstract string Queue { get; }

    /// <summary>Its properties and headers.</summary>
    public abstract MessageProperties Properties { get; }

    /// <summary>Whether the broker delivered it before: its handler may have run already.</summary>
    public abstract bool Redelivered { get; }

    /// <summary>Number of the attempt, from 1; above 1 when a handler has failed before.</summary>
    public abstract int Attempt { get; }

    /// <summary>Broker user that published it, as verified by the broker, or null when the publisher did not state one. For a retry the user of the subscriber that asked for it.</summary>
    public abstract string? Publisher { get; }

    /// <summary>Fires when the subscriber stops and does not wait any longer.</summary>
    public abstract CancellationToken CancellationToken { get; }

    internal static void SetCurrent(EventContext? context) => Ambient.Value = context;
}
