using TypedRpc.Transport;

namespace TypedRpc.Tests.Fakes;

/// <summary>A transport whose consumers are set up only when the test lets them.</summary>
internal sealed class HeldTransport(ITransport inner) : ITransport
{
    private Task _gate = Task.CompletedTask;

    /// <summary>Completes when a consumer waits at the gate.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Description => inner.Description;

    public void HoldUntil(Task gate) => _gate = gate;

    public async ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken) =>
        new Session(this, await inner.OpenAsync(observer, cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Session(HeldTransport transport, ITransportSession inner) : ITransportSession
    {
        public string ReplyAddress => inner.ReplyAddress;

        public bool IsClosed => inner.IsClosed;

        public Task<string> Closed => inner.Closed;

        public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => inner.AttachAsync(service, cancellationToken);

        public async ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken)
        {
            if (!transport._gate.IsCompleted)
            {
                transport.Waiting.TrySetResult();
                await transport._gate;
            }

            return await inner.ConsumeAsync(binding, handler, cancellationToken);
        }

        public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken) => inner.PublishAsync(in message, cancellationToken);

        public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => inner.PublishConfirmedAsync(message, cancellationToken);

        public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken) => inner.ReplyAsync(in message, cancellationToken);

        public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => inner.EnsureExchangeAsync(exchange, cancellationToken);

        public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) =>
            inner.SubscribeAsync(subscription, handler, cancellationToken);

        public void Post(in OutboundMessage message, IConfirmation confirmation) => inner.Post(in message, confirmation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
