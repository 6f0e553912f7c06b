namespace TypedRpc.Messaging;

/// <summary>Messages without a contract: bytes to exchanges and from queues, over the same supervised session as everything else.</summary>
public sealed class MessagingClient
{
    internal MessagingClient()
    {
    }

    /// <summary>Declares a durable exchange; one that exists must be of this type.</summary>
    /// <param name="exchange">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Transport.TransportException">It exists with another type, or the broker refuses.</exception>
    public Task DeclareExchangeAsync(string exchange, RpcExchangeType type, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Publishes a message to an exchange that exists; completes when the broker has confirmed it.</summary>
    /// <param name="exchange">Exchange; the empty name is AMQP's default exchange, whose routing keys are names of queues.</param>
    /// <param name="routingKey">Routing key; at most 255 UTF-8 bytes.</param>
    /// <param name="body">The body; it must stay unchanged until the publish has completed.</param>
    /// <param name="properties">Its properties, or null for a persistent message with an id and nothing else.</param>
    /// <param name="options">How it is published, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">It was not confirmed; the outcome says whether the broker may have it.</exception>
    public ValueTask PublishAsync(
        string exchange,
        string routingKey,
        ReadOnlyMemory<byte> body,
        MessageProperties? properties = null,
        PublishOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Publishes messages in their order; completes when the broker has confirmed them all.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="options">How they are published, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">One was not confirmed; the others have been waited for, and the task has the exceptions of all.</exception>
    public Task PublishAllAsync(IEnumerable<OutgoingMessage> messages, PublishOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Subscribes to an exchange that exists.</summary>
    /// <param name="exchange">Exchange that <see cref="SubscriberOptions.Patterns"/> bind the queue to; the empty name for a queue that is used as it is bound.</param>
    /// <param name="handler">Handles a message.</param>
    /// <param name="configure">Sets patterns, queue and the rest.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    /// <exception cref="Transport.TransportException">The broker's topology or permissions are not as needed.</exception>
    public Task<ISubscription> SubscribeAsync(
        string exchange,
        Func<ReceivedMessage, ValueTask> handler,
        Action<SubscriberOptions>? configure = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
