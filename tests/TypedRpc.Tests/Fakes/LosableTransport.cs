using System.Collections.Concurrent;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Fakes;

/// <summary>A transport whose sessions do nothing but end: when the test says so, or when they are disposed.</summary>
internal sealed class LosableTransport : ITransport
{
    public ConcurrentQueue<Session> Sessions { get; } = new();

    public string Description => "losable";

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        var session = new Session();
        Sessions.Enqueue(session);
        return new ValueTask<ITransportSession>(session);
    }

    public ValueTask DisposeAsync() => default;

    internal sealed class Session : ITransportSession
    {
        private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsDisposed { get; private set; }

        public string ReplyAddress => "replies";

        public bool IsClosed => _closed.Task.IsCompleted;

        public Task<string> Closed => _closed.Task;

        public void Lose() => _closed.TrySetResult("lost");

        public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Post(in OutboundMessage message, IConfirmation confirmation) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            Lose();
            return default;
        }
    }
}
