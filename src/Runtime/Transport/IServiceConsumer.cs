namespace TypedRpc.Transport;

/// <summary>A service's consumer in one session. Settling after the session has ended does nothing.</summary>
public interface IServiceConsumer
{
    /// <summary>The session that it belongs to.</summary>
    ITransportSession Session { get; }

    /// <summary>Settles a message: acknowledges it, or gives it up, to the dead-letter exchange if there is one. Returns at once; what goes wrong ends the session.</summary>
    /// <param name="deliveryTag">The message.</param>
    /// <param name="accepted">Whether it is acknowledged.</param>
    void Settle(ulong deliveryTag, bool accepted);

    /// <summary>Stops deliveries from the shared queue; control messages still come. What was delivered before stays to be settled.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask StopAsync(CancellationToken cancellationToken);

    /// <summary>Ends the consumer and its control queue.</summary>
    ValueTask CloseAsync();
}
