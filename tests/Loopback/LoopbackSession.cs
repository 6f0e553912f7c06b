using TypedRpc.Transport;

namespace TypedRpc.Loopback;

internal sealed class LoopbackSession(ISessionObserver observer, bool viaThreadPool) : ITransportSession
{
    private const string ContentType = "application/vnd.typedrpc.v1+msgpack";

    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDeliveryHandler? _handler;
    private LoopbackConsumer? _consumer;
    private ulong _lastTag;

    public string ReplyAddress => "loopback-replies";

    public bool IsClosed => _closed.Task.IsCompleted;

    public Task<string> Closed => _closed.Task;

    public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken)
    {
        _handler = handler;
        _consumer = new LoopbackConsumer(this);
        return new ValueTask<IServiceConsumer>(_consumer);
    }

    public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        Send(in message, isReply: false);
        return ValueTask.CompletedTask;
    }

    public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Send(in message, isReply: false);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        Send(in message, isReply: true);
        return ValueTask.CompletedTask;
    }

    public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Post(in OutboundMessage message, IConfirmation confirmation) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult("the session was disposed");
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives a message to who waits for it, on the calling thread.</summary>
    public void Receive(in InboundMessage message, bool isReply)
    {
        if (isReply)
        {
            observer.OnReply(in message);
        }
        else
        {
            _handler!.OnRequest(_consumer!, in message);
        }
    }

    private void Send(in OutboundMessage message, bool isReply)
    {
        var tag = isReply ? 0 : Interlocked.Increment(ref _lastTag);
        var inbound = new InboundMessage(message.Exchange, message.RoutingKey, message.Body, ContentType, message.ReplyTo, DeliveryTag: tag);
        if (viaThreadPool)
        {
            LoopbackHop.Queue(this, in inbound, isReply);
        }
        else
        {
            Receive(in inbound, isReply);
        }
    }
}
