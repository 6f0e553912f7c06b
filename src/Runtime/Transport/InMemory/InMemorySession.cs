using TypedRpc.Protocol;

namespace TypedRpc.Transport.InMemory;

/// <summary>A session with the in-memory broker.</summary>
internal sealed class InMemorySession(InMemoryBroker broker, ISessionObserver observer, string userId) : ITransportSession
{
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InMemoryConfirms _confirms = new();
    private readonly List<InMemoryServiceConsumer> _services = [];
    private readonly List<InMemoryMessageConsumer> _subscriptions = [];
    private InMemoryQueue _replies = null!;
    private volatile bool _isClosed;

    public ISessionObserver Observer => observer;

    public string ReplyAddress => _replies.Name;

    public bool IsClosed => _isClosed;

    public Task<string> Closed => _closed.Task;

    public void Open()
    {
        broker.Run(() =>
        {
            broker.Add(this);
            _replies = broker.ExclusiveQueue();
            _replies.Consume(new InMemoryConsumer(_replies, prefetch: 0, acknowledges: false, Guarded(message => observer.OnReply(in message))));
        });
        if (broker.BlockedReason is { } reason)
        {
            observer.OnBlocked(this, reason);
        }
    }

    public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        broker.Run(() =>
        {
            broker.Exchange(service.Exchange, service.ExchangeType, service.Declare);
            broker.Exchange(service.ReplyExchange, RpcExchangeType.Direct, service.Declare).Bind(_replies.Name, _replies);
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var service = new InMemoryServiceConsumer(this, broker);
        broker.Run(() =>
        {
            var exchange = broker.Exchange(binding.Address.Exchange, binding.Address.ExchangeType, binding.Address.Declare);
            broker.Exchange(binding.Address.ReplyExchange, RpcExchangeType.Direct, binding.Address.Declare);
            var queue = broker.Queue(QueueDeclaration.OfService(binding.Queue, binding.Options, binding.Address.Declare));
            if (binding.Address.Declare)
            {
                foreach (var key in binding.RoutingKeys)
                {
                    exchange.Bind(key, queue);
                }
            }

            var control = broker.ExclusiveQueue();
            exchange.Bind(binding.ControlKey, control);
            service.Requests = new InMemoryConsumer(queue, binding.Options.Prefetch, acknowledges: true, Guarded(message => handler.OnRequest(service, in message)));
            service.Control = new InMemoryConsumer(control, prefetch: 0, acknowledges: false, Guarded(message => handler.OnControl(service, in message)));
            control.Consume(service.Control);
            queue.Consume(service.Requests);
            _services.Add(service);
        });
        return new ValueTask<IServiceConsumer>(service);
    }

    public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (!TryRoute(in message) && message.Mandatory)
        {
            // The broker's answer comes on its own thread, after the publish has returned.
            var returned = new InboundMessage(message.Exchange, message.RoutingKey, message.Body.ToArray(), WireConstants.ContentType, message.ReplyTo);
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.observer.OnReturned(in state.returned), (observer, returned), preferLocal: false);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return TryRoute(in message) || !message.Mandatory
            ? ValueTask.CompletedTask
            : throw new TransportException(TransportError.Unroutable, $"Nothing is bound to '{message.RoutingKey}' of exchange '{message.Exchange}'.");
    }

    public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        TryRoute(in message);
        return ValueTask.CompletedTask;
    }

    public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        broker.Run(() => broker.Exchange(exchange));
        return ValueTask.CompletedTask;
    }

    public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        InMemoryMessageConsumer consumer = null!;
        broker.Run(() =>
        {
            foreach (var exchange in subscription.Exchanges)
            {
                broker.Exchange(exchange);
            }

            foreach (var companion in subscription.Companions)
            {
                broker.Queue(companion);
            }

            var queue = broker.Queue(subscription.Queue);
            foreach (var binding in subscription.Bindings)
            {
                broker.Exchange(new ExchangeDeclaration(binding.Exchange, default, Declare: false))!.Bind(binding.RoutingKey, queue);
            }

            consumer = new InMemoryMessageConsumer(this, broker, queue);
            consumer.Deliveries = new InMemoryConsumer(queue, subscription.Prefetch, acknowledges: true, Guarded(message => handler.OnMessage(consumer, WithProperties(message))));
            queue.Consume(consumer.Deliveries);
            _subscriptions.Add(consumer);
        });
        return new ValueTask<IMessageConsumer>(consumer);
    }

    public void Post(in OutboundMessage message, IConfirmation confirmation)
    {
        var routed = !_isClosed && TryRoute(in message);
        var fate = routed || !message.Mandatory ? MessageFate.Confirmed : MessageFate.Returned;
        _confirms.Add(confirmation, fate, null);
    }

    public bool ConsumesFrom(InMemoryQueue queue) =>
        ReferenceEquals(queue, _replies) || _services.Exists(service => ReferenceEquals(service.Requests.Queue, queue))
        || _subscriptions.Exists(subscription => subscription.Consumes(queue));

    public void Forget(InMemoryMessageConsumer consumer) => _subscriptions.Remove(consumer);

    public void Close(string reason)
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        broker.Forget(this);
        broker.Run(() =>
        {
            broker.Remove(_replies.Name);
            foreach (var service in _services)
            {
                broker.Remove(service.Control.Queue.Name);
                service.Requests.Queue.Remove(service.Requests);
            }

            _subscriptions.ForEach(static subscription => subscription.End());
        });
        _confirms.End(reason);
        _closed.TrySetResult(reason);
    }

    public ValueTask DisposeAsync()
    {
        Close("the session was disposed");
        return ValueTask.CompletedTask;
    }

    private bool TryRoute(in OutboundMessage message)
    {
        var routed = false;
        var missing = false;
        var copy = message;
        broker.Run(() =>
        {
            missing = !broker.Exists(copy.Exchange);
            routed = !missing && broker.Route(in copy, WireConstants.ContentType, userId);
        });
        if (missing)
        {
            // As in AMQP, where publishing to an exchange that does not exist closes the channel.
            Close($"exchange '{message.Exchange}' does not exist");
        }

        return routed;
    }

    private static InboundMessage WithProperties(InboundMessage message) => message.Properties is not null
        ? message
        : message with { Properties = new MessageProperties { ContentType = message.ContentType, ReplyTo = message.ReplyTo } };

    private Action<InboundMessage> Guarded(Action<InboundMessage> deliver) => message =>
    {
        try
        {
            deliver(message);
        }
#pragma warning disable CA1031 // A message whose callback failed would never be settled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Close($"a delivery callback failed: {exception.Message}");
        }
    };

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new TransportException(TransportError.Unavailable, "The session has ended.");
        }
    }
}
