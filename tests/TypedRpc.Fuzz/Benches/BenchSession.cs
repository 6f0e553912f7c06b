using TypedRpc.Transport;

namespace TypedRpc.Fuzz.Benches;

/// <summary>A session that keeps what is sent instead of sending it.</summary>
internal sealed class BenchSession : ITransportSession
{
    private readonly TaskCompletionSource<string> _closed = new();
    private readonly Lock _lock = new();
    private readonly List<byte[]> _replies = [];
    private byte[] _published = [];

    public string ReplyAddress => "bench-replies";

    public bool IsClosed => _closed.Task.IsCompleted;

    public Task<string> Closed => _closed.Task;

    /// <summary>The last request.</summary>
    public byte[] Published => Volatile.Read(ref _published);

    public List<byte[]> TakeReplies()
    {
        lock (_lock)
        {
            List<byte[]> taken = [.. _replies];
            _replies.Clear();
            return taken;
        }
    }

    public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken) => new(new BenchConsumer(this));

    public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _published, message.Body.ToArray());
        return ValueTask.CompletedTask;
    }

    public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => PublishAsync(in message, cancellationToken);

    public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _replies.Add(message.Body.ToArray());
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Post(in OutboundMessage message, IConfirmation confirmation) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult("disposed");
        return ValueTask.CompletedTask;
    }
}
