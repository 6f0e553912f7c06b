using TypedRpc.Transport;

namespace TypedRpc.Tests.Fakes;

/// <summary>A broker that does what the test says with each published message.</summary>
/// <param name="onPublish">Gets each message; its body is a copy.</param>
/// <param name="sent">When a publish completes; at once unless given.</param>
internal sealed class ScriptedTransport(Action<ISessionObserver, OutboundMessage> onPublish, Task? sent = null) : ITransport
{
    public string Description => "a script";

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken) => new(new Session(observer, onPublish, sent ?? Task.CompletedTask));

    public ValueTask DisposeAsync() => default;

    private sealed class Session(ISessionObserver observer, Action<ISessionObserver, OutboundMessage> onPublish, Task sent) : ITransportSession
    {
        private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string ReplyAddress => "replies";

        public bool IsClosed => _closed.Task.IsCompleted;

        public Task<string> Closed => _closed.Task;

        public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => default;

        public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken)
        {
            // The body is the publisher's again when this returns.
            onPublish(observer, message with { Body = message.Body.ToArray() });
            return new ValueTask(sent);
        }

        public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Post(in OutboundMessage message, IConfirmation confirmation) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            _closed.TrySetResult("disposed");
            return default;
        }
    }
}
