using Microsoft.Extensions.Logging;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>Messages without a contract: bytes to exchanges and from queues, over the same supervised session as everything else.</summary>
public sealed class MessagingClient
{
    private readonly SessionSupervisor _supervisor;
    private readonly MessageSubscribers _subscribers;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    internal MessagingClient(SessionSupervisor supervisor, MessageSubscribers subscribers, MessageSender sender, TimeProvider timeProvider, ILogger logger)
    {
        _supervisor = supervisor;
        _subscribers = subscribers;
        _timeProvider = timeProvider;
        _logger = logger;
        Sender = sender;
    }

    internal MessageSender Sender { get; }

    /// <summary>Declares a durable exchange; one that exists must be of this type.</summary>
    /// <param name="exchange">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">It exists with another type, or the broker refuses.</exception>
    public Task DeclareExchangeAsync(string exchange, RpcExchangeType type, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(exchange);
        return DeclareAsync();

        async Task DeclareAsync()
        {
            var session = await _supervisor.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            await session.EnsureExchangeAsync(new ExchangeDeclaration(exchange, type, Declare: true), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes a message to an exchange that exists; completes when the broker has confirmed it.</summary>
    /// <param name="exchange">Exchange; the empty name is AMQP's default exchange, whose routing keys are names of queues.</param>
    /// <param name="routingKey">Routing key; at most 255 UTF-8 bytes.</param>
    /// <param name="body">The body; it is copied.</param>
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
        CancellationToken cancellationToken = default) => Sender.SendAsync(new OutgoingMessage(exchange, routingKey, body, properties), options, cancellationToken);

    /// <summary>Publishes messages in their order; completes when the broker has confirmed them all.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="options">How they are published, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">One was not confirmed; the others have been waited for, and the task has the exceptions of all.</exception>
    public Task PublishAllAsync(IEnumerable<OutgoingMessage> messages, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Sender.SendAllAsync(messages, options, cancellationToken);
    }

    /// <summary>Subscribes to an exchange that exists.</summary>
    /// <param name="exchange">Exchange that <see cref="SubscriberOptions.Patterns"/> bind the queue to; the empty name for a queue that is used as it is bound.</param>
    /// <param name="handler">Handles a message.</param>
    /// <param name="configure">Sets patterns, queue and the rest.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    /// <exception cref="TransportException">The broker's topology or permissions are not as needed.</exception>
    public Task<ISubscription> SubscribeAsync(
        string exchange,
        Func<ReceivedMessage, ValueTask> handler,
        Action<SubscriberOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(handler);
        var options = new SubscriberOptions();
        configure?.Invoke(options);
        return SubscribeAsync(new ExchangeDeclaration(exchange, RpcExchangeType.Topic, Declare: false), exchange, [.. options.Patterns], options, handler, cancellationToken);
    }

    /// <summary>Subscribes; consumed at once if the session is up, else with the next one.</summary>
    internal async Task<ISubscription> SubscribeAsync(
        ExchangeDeclaration exchange, string defaultQueue, IReadOnlyList<string> patterns, SubscriberOptions options, Func<ReceivedMessage, ValueTask> handler, CancellationToken cancellationToken)
    {
        var subscriber = Create(exchange, defaultQueue, patterns, options, handler);
        try
        {
            // Never while a session is being set up: it would be consumed twice, or not at all.
            await _supervisor.ChangeAsync(
                async (session, token) =>
                {
                    _subscribers.Add(subscriber);
                    if (session is { IsClosed: false })
                    {
                        await ConsumeAsync(subscriber, session, token).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await subscriber.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return subscriber;
    }

    /// <summary>Subscribes from the start of the connection on.</summary>
    internal void Map(ExchangeDeclaration exchange, string defaultQueue, IReadOnlyList<string> patterns, SubscriberOptions options, Func<ReceivedMessage, ValueTask> handler)
    {
        if (_supervisor.IsStarted)
        {
            throw new InvalidOperationException($"The subscription to {defaultQueue} must be mapped before the host starts.");
        }

        _subscribers.Add(Create(exchange, defaultQueue, patterns, options, handler));
    }

    internal Task DrainAsync() => _subscribers.DrainAsync();

    private MessageSubscriber Create(
        ExchangeDeclaration exchange, string defaultQueue, IReadOnlyList<string> patterns, SubscriberOptions options, Func<ReceivedMessage, ValueTask> handler)
    {
        if (options.Validate(defaultQueue) is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }

        foreach (var pattern in patterns)
        {
            MessageSender.CheckName(pattern, "pattern");
        }

        var plan = new SubscriptionPlan(exchange, defaultQueue, patterns, options, Sender.Options.DeclareTopology);
        return new MessageSubscriber(_subscribers, plan, options, handler, Sender, _timeProvider, _logger);
    }

    private static async ValueTask ConsumeAsync(MessageSubscriber subscriber, ITransportSession session, CancellationToken cancellationToken)
    {
        try
        {
            await subscriber.ConsumeAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Error == TransportError.Unavailable)
        {
            // The session has just ended; the next one consumes.
        }
    }
}
