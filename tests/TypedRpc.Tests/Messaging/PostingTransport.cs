using System.Collections.Concurrent;
using System.Text;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Messaging;

/// <summary>A broker that takes messages and leaves it to the test what becomes of them.</summary>
internal sealed class PostingTransport : ITransport
{
    public string Description => "a test";

    /// <summary>Sessions, in their order.</summary>
    public ConcurrentQueue<PostingSession> Sessions { get; } = new();

    /// <summary>What making sure of an exchange fails with.</summary>
    public TransportException? ExchangeFailure { get; set; }

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        var session = new PostingSession(this);
        Sessions.Enqueue(session);
        return new ValueTask<ITransportSession>(session);
    }

    public ValueTask DisposeAsync() => default;

    internal sealed class PostingSession(PostingTransport transport) : ITransportSession
    {
        private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<(string Body, string? MessageId, IConfirmation Confirmation)> Posted { get; } = new();

        public IEnumerable<string> Bodies => Posted.Select(static post => post.Body);

        public string ReplyAddress => "replies";

        public bool IsClosed => _closed.Task.IsCompleted;

        public Task<string> Closed => _closed.Task;

        public void Settle(string body, MessageFate fate) => Posted.Single(post => post.Body == body).Confirmation.OnSettled(fate, null);

        public void Close() => _closed.TrySetResult("lost");

        public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => default;

        public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) =>
            exchange.Name == "missing" && transport.ExchangeFailure is { } failure ? ValueTask.FromException(failure) : default;

        public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Post(in OutboundMessage message, IConfirmation confirmation) =>
            Posted.Enqueue((Encoding.UTF8.GetString(message.Body.Span), message.Properties?.MessageId, confirmation));

        public ValueTask DisposeAsync()
        {
            _closed.TrySetResult("disposed");
            return default;
        }
    }
}
