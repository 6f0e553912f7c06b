namespace TypedRpc.Transport;

/// <summary>A live session with a broker. It is never repaired: once closed it stays closed, and a new one replaces it.</summary>
public interface ITransportSession : IAsyncDisposable
{
    /// <summary>Name of the session's own reply queue, unguessable and gone with the session.</summary>
    string ReplyAddress { get; }

    /// <summary>Whether the session has ended; set before <see cref="Closed"/> completes.</summary>
    bool IsClosed { get; }

    /// <summary>Completes with the reason when the session has ended for any cause: lost link, lost consumer, channel error, disposal.</summary>
    Task<string> Closed { get; }

    /// <summary>Whether messages may come as <see cref="OutboundMessage.Parts"/>; else they are copied together first.</summary>
    internal bool TakesParts => false;

    /// <summary>A call ended at its deadline, and no call to its service was answered while it waited: the session may look whether it still leads there. Cheap, and never throws.</summary>
    internal void OnUnanswered()
    {
    }

    /// <summary>Makes a service callable: its exchanges exist and the reply queue is bound to its reply exchange.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">An exchange is missing or of another type, or the broker refuses.</exception>
    ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken);

    /// <summary>Declares, binds and consumes a service's queues.</summary>
    /// <param name="binding">The queues.</param>
    /// <param name="handler">Gets the messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">The topology is not as asked for, or the broker refuses.</exception>
    ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken);

    /// <summary>Hands a request or control message to the broker. Completes when it is on its way; says nothing of its fate.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait, not the message.</param>
    /// <exception cref="TransportException">The message was not handed over.</exception>
    ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>Publishes and completes when the broker has confirmed the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait, not the message.</param>
    /// <exception cref="TransportException">Not handed over, returned as unroutable, refused, or the session ended first.</exception>
    ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>Hands a reply to the broker, on a channel apart from that of the requests. Completes when it is on its way; that its client is gone is no failure.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait, not the message.</param>
    /// <exception cref="TransportException">The message was not handed over.</exception>
    ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>Makes sure that an exchange, also the default one, is there and may be published to; known to be so, it costs nothing.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">It is missing or of another type, or the broker refuses; the session goes on.</exception>
    ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken);

    /// <summary>Declares, binds and consumes a subscription's queues. That the broker ends the consumer ends the session.</summary>
    /// <param name="subscription">The queues.</param>
    /// <param name="handler">Gets the messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">The topology is not as asked for, or the broker refuses.</exception>
    ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken);

    /// <summary>Hands a message over without waiting. Messages leave in the order of the calls; <paramref name="confirmation"/> is told once of the fate of each, at the end of the
    /// session of all that are still open. Calls must not overlap. Never throws; to an exchange that was made sure of.</summary>
    /// <param name="message">The message; its body must stay unchanged until its fate is known.</param>
    /// <param name="confirmation">Told of its fate, never during this call.</param>
    void Post(in OutboundMessage message, IConfirmation confirmation);
}
