namespace TypedRpc.Transport;

/// <summary>A subscription's consumer in one session. Settling after the session has ended does nothing.</summary>
public interface IMessageConsumer
{
    /// <summary>The session that it belongs to.</summary>
    ITransportSession Session { get; }

    /// <summary>Name of the queue, also if the broker named it.</summary>
    string Queue { get; }

    /// <summary>Settles a message. Returns at once; what goes wrong ends the session.</summary>
    /// <param name="deliveryTag">The message.</param>
    /// <param name="settlement">What becomes of it.</param>
    void Settle(ulong deliveryTag, MessageSettlement settlement);

    /// <summary>Stops deliveries. What was delivered before stays to be settled.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask StopAsync(CancellationToken cancellationToken);

    /// <summary>Ends the consumer. What is not settled goes back to the queue; a queue that the broker named is gone.</summary>
    ValueTask CloseAsync();
}
