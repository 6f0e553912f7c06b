namespace TypedRpc.Transport;

/// <summary>Gets the messages of a service. Calls come on the transport's threads and must return at once.</summary>
public interface IDeliveryHandler
{
    /// <summary>A message arrived in the shared request queue; it must be settled through the consumer.</summary>
    /// <param name="consumer">The consumer that it came through.</param>
    /// <param name="message">The message; its body is valid only during the call.</param>
    void OnRequest(IServiceConsumer consumer, in InboundMessage message);

    /// <summary>A message arrived in this server's own control queue; it needs no settlement.</summary>
    /// <param name="consumer">The consumer that it came through.</param>
    /// <param name="message">The message; its body is valid only during the call.</param>
    void OnControl(IServiceConsumer consumer, in InboundMessage message);
}
