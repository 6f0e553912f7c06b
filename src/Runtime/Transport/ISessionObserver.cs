namespace TypedRpc.Transport;

/// <summary>Told of what a session receives for its clients. Calls come on the transport's threads and must return at once.</summary>
public interface ISessionObserver
{
    /// <summary>A message arrived in the reply queue.</summary>
    /// <param name="message">The message; its body is valid only during the call.</param>
    void OnReply(in InboundMessage message);

    /// <summary>The broker returned a mandatory message: nothing is bound to its routing key.</summary>
    /// <param name="message">The message; its body is valid only during the call.</param>
    void OnReturned(in InboundMessage message);

    /// <summary>The broker stopped (a reason) or resumed (null) accepting messages: <c>connection.blocked</c>.</summary>
    /// <param name="session">The session that it holds for; also one that is still being opened.</param>
    /// <param name="reason">The broker's reason, or null.</param>
    void OnBlocked(ITransportSession session, string? reason);
}
