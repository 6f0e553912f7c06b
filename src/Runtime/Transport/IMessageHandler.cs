namespace TypedRpc.Transport;

/// <summary>Gets the messages of a subscription. Calls come on the transport's threads and must return at once.</summary>
public interface IMessageHandler
{
    /// <summary>A message arrived; it must be settled through the consumer. May come before the subscription has been set up completely.</summary>
    /// <param name="consumer">The consumer that it came through.</param>
    /// <param name="message">The message with its <see cref="InboundMessage.Properties"/>; its body is valid only during the call.</param>
    void OnMessage(IMessageConsumer consumer, in InboundMessage message);
}
