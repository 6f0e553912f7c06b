namespace TypedRpc.Transport;

/// <summary>A service's consumer in one session. Settling after the session has ended does nothing.</summary>
public interface IServiceConsumer
{
    /// <summary>The session that it belongs to.</summary>
    ITransportSession Session { get; }

    /// <summary>Acknowledges a message: it is done.</summary>
    /// <param name="deliveryTag">The message.</param>
    ValueTask AcknowledgeAsync(ulong deliveryTag);

    /// <summary>Gives a message back to the queue, or up: to the dead-letter exchange if there is one.</summary>
    /// <param name="deliveryTag">The message.</param>
    /// <param name="requeue">Whether it goes back to the queue.</param>
    ValueTask RejectAsync(ulong deliveryTag, bool requeue);

    /// <summary>Stops deliveries from the shared queue; control messages still come. What was delivered before stays to be settled.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask StopAsync(CancellationToken cancellationToken);

    /// <summary>Ends the consumer and its control queue.</summary>
    ValueTask CloseAsync();
}
