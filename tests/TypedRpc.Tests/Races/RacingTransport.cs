using System.Collections.Concurrent;
using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Races;

/// <summary>A broker that answers nothing by itself: the test answers, returns and loses what was sent, when it likes. Sending succeeds, takes its time, or fails.</summary>
internal sealed class RacingTransport(int seed) : ITransport
{
    private const string Exchange = "race";

    private readonly ConcurrentDictionary<long, (ulong Id, ISessionObserver Observer)> _sent = new();
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Session? _session;

    public string Description => "a race";

    /// <summary>Whether sending may be slow or fail.</summary>
    public bool Unreliable { get; set; } = true;

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        _session = new Session(this, observer);
        return new ValueTask<ITransportSession>(_session);
    }

    /// <summary>Ends the session; the next one is opened by the supervisor.</summary>
    public void LoseSession() => _session?.Close();

    /// <summary>Lets the messages go that take their time.</summary>
    public void OpenGate() => Interlocked.Exchange(ref _gate, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Answers the last attempt of a call with its own number.</summary>
    public void Answer(long number) => Reply(number, (buffer, id) =>
    {
        var payload = FrameWriter.BeginResult(buffer, id);
        var writer = new MessagePackWriter(buffer);
        writer.Write(number);
        writer.Flush();
        FrameWriter.EndPayload(buffer, payload);
    });

    /// <summary>Answers as a stopping server does.</summary>
    public void Refuse(long number) => Reply(number, static (buffer, id) =>
        FrameWriter.WriteFault(buffer, id, RpcStatusCode.Unavailable, CallOutcome.NotExecuted, "The server is stopping.", null));

    /// <summary>Answers as a server does that gets the request again.</summary>
    public void Deny(long number) => Reply(number, static (buffer, id) =>
        FrameWriter.WriteFault(buffer, id, RpcStatusCode.Unavailable, CallOutcome.Unknown, "Delivered before.", null));

    public ValueTask DisposeAsync() => default;

    private void Reply(long number, Action<PooledBufferWriter, ulong> write)
    {
        if (_sent.TryGetValue(number, out var sent))
        {
            using var buffer = PooledBufferWriter.Rent(1024);
            write(buffer, sent.Id);
            sent.Observer.OnReply(new InboundMessage("race.replies", "replies", buffer.WrittenMemory));
        }
    }

    private ValueTask Publish(ISessionObserver observer, in OutboundMessage message)
    {
        if (message.Exchange == Exchange)
        {
            for (var body = message.Body; !body.IsEmpty && FrameReader.TryRead(ref body, out var frame, out _);)
            {
                if (frame.Kind == FrameKind.Call)
                {
                    var reader = new MessagePackReader(frame.Payload);
                    if (reader.ReadArrayHeader() > 0)
                    {
                        _sent[reader.ReadInt64()] = (frame.CallId, observer);
                    }
                }
            }
        }

        int fate;
        lock (_lock)
        {
            fate = Unreliable ? _random.Next(20) : int.MaxValue;
        }

        return fate switch
        {
            0 => throw new TransportException(TransportError.Unavailable, "The message was not sent."),
            1 => throw new TransportException(TransportError.Unavailable, "The message may have been sent.") { MayHaveBeenSent = true },
            2 or 3 or 4 => new ValueTask(Volatile.Read(ref _gate).Task),
            _ => default,
        };
    }

    private sealed class Session(RacingTransport transport, ISessionObserver observer) : ITransportSession
    {
        private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string ReplyAddress => "replies";

        public bool IsClosed => _closed.Task.IsCompleted;

        public Task<string> Closed => _closed.Task;

        public void Close() => _closed.TrySetResult("lost");

        public ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken) => default;

        public ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken) => transport.Publish(observer, in message);

        public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken) => default;

        public ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Post(in OutboundMessage message, IConfirmation confirmation) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            Close();
            return default;
        }
    }
}
