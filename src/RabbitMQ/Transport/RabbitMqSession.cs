using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A connection to publish on and one to consume on, with their channels. Anything that breaks ends the whole session.</summary>
internal sealed class RabbitMqSession(ISessionObserver observer, RabbitMqOptions options, string? userId, bool tls, long maxBody, ILogger logger) : ITransportSession
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>What steps under way get to end, out of the time for the whole farewell: a live broker answers within it.</summary>
    private static readonly TimeSpan StepsTimeout = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly SessionSteps _steps = new(options.ConnectTimeout);
    private readonly List<SocketHandle> _sockets = [];
    private readonly OneAttempt<ServiceAddress> _attached = new();
    private IConnection? _publishing;
    private IConnection? _consuming;
    private RabbitMqTopology _topology = null!;
    private TopologyKeeper _keeper = null!;
    private SessionMessages _messages = null!;
    private RequestChannel _requests = null!;
    private UnansweredCalls _unanswered = null!;
    private Publisher _confirmed = null!;
    private Publisher _replies = null!;
    private volatile bool _isClosed;
    private volatile bool _isBlocked;
    private int _disposed;
    private bool _socketsGone;

    public string ReplyAddress { get; private set; } = string.Empty;

    public bool IsClosed => _isClosed;

    /// <summary>Takes deliveries past the library; null under TLS, where only the library sees what they are.</summary>
    public DeliveryTap? Tap { get; } = tls ? null : new DeliveryTap(maxBody);

    /// <summary>Watched by its consumers.</summary>
    public SessionStandstill Standstill { get; private set; } = null!;

    public bool IsBlocked => _isBlocked;

    // The library wants a body in one piece.
    bool ITransportSession.TakesParts => !tls;

    public Task<string> Closed => _closed.Task;

    /// <summary>Fires when the session ends.</summary>
    public CancellationToken Ended => _ended.Token;

    public async Task OpenAsync(Func<SocketRole, Func<AddressFamily, SocketHandle>, CancellationToken, Task<IConnection>> connect, CancellationToken cancellationToken)
    {
        await SideBySide.RunAsync(
            ConnectAsync(connection => _publishing = connection, SocketRole.Publish, null),
            ConnectAsync(connection => _consuming = connection, SocketRole.Consume, Tap)).ConfigureAwait(false);
        _publishing!.ConnectionBlockedAsync += (_, blocked) => OnBlocked(blocked.Reason);
        _publishing.ConnectionUnblockedAsync += (_, _) => OnBlocked(null);
        _topology = new RabbitMqTopology(_consuming!, _steps, new QuorumQueueCheck(_consuming!.ServerProperties, _consuming.Endpoint.ToString(), logger));
        _keeper = new TopologyKeeper(this, options.TopologyInterval, _ended.Token);
        Standstill = new SessionStandstill(this);
        _messages = new SessionMessages(
            _topology,
            _keeper,
            (role, channelOptions, token) => OpenChannelAsync(role == SocketRole.Publish ? _publishing : _consuming!, channelOptions, token),
            channel => new ConfirmingPublisher(this, channel, PublishStream(), (int)_publishing.FrameMax, userId, options.OperationTimeout),
            ConsumerOn);

        _requests = new RequestChannel(OpenRequestsAsync, PublisherOn, channel => OrGiveUpAsync(_steps.CloseAsync(channel)), options.OperationTimeout, _ended.Token);
        _unanswered = new UnansweredCalls(_keeper, RenewRequestsAsync, options.OperationTimeout);

        // An error of the virtual host shows only on the first channel of a connection.
        await _requests.OpenAsync(cancellationToken).ConfigureAwait(false);
        var confirmed = OpenChannelAsync(_publishing, new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var replies = OpenChannelAsync(_publishing, null, cancellationToken);
        var consumed = ConsumeRepliesAsync(_consuming!, cancellationToken);
        await SideBySide.RunAsync(confirmed, replies, consumed).ConfigureAwait(false);
        _confirmed = PublisherOn(await confirmed.ConfigureAwait(false));
        _replies = PublisherOn(await replies.ConfigureAwait(false));

        _steps.Timeout = options.OperationTimeout;

        // A broker that blocks the connection does not read from it.
        Probe(await confirmed.ConfigureAwait(false), () => _messages.Settled, () => _isBlocked);
        Probe(await consumed.ConfigureAwait(false), static () => 0, static () => false);

        async Task ConnectAsync(Action<IConnection> keep, SocketRole role, DeliveryTap? tap)
        {
            var connection = await connect(role, family => Own(new SocketHandle(family, options.ConnectTimeout, role, tap)), cancellationToken).ConfigureAwait(false);
            keep(connection);
            Watch(connection);
        }
    }

    public async ValueTask AttachAsync(ServiceAddress service, CancellationToken cancellationToken)
    {
        await _attached.At(service, AttachAsync).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IServiceConsumer> ConsumeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return await OrGiveUpAsync(ServeAsync(binding, handler, cancellationToken)).ConfigureAwait(false);
    }

    public ValueTask PublishAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _requests.Publisher.PublishAsync(in message);
    }

    public ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _confirmed.PublishConfirmedAsync(message, cancellationToken);
    }

    public ValueTask ReplyAsync(in OutboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _replies.PublishAsync(in message);
    }

    // While the broker reads nothing, no answer is no wonder.
    void ITransportSession.OnUnanswered() => (_isBlocked ? null : _unanswered)?.OnUnanswered();

    public async ValueTask EnsureExchangeAsync(ExchangeDeclaration exchange, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        await OrGiveUpAsync(_messages.EnsureExchangeAsync(exchange, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<IMessageConsumer> SubscribeAsync(Subscription subscription, IMessageHandler handler, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return await OrGiveUpAsync(_messages.SubscribeAsync(subscription, handler, cancellationToken)).ConfigureAwait(false);
    }

    public void Post(in OutboundMessage message, IConfirmation confirmation) => _messages.Post(in message, confirmation);

    /// <summary>Renews the session's credentials before they expire, if they do.</summary>
    public void RenewCredentials(TimeSpan? validFor)
    {
        if (options.GetCredentialsProvider() is { } provider)
        {
            _ = new CredentialsRenewal(provider, options.OperationTimeout, logger).RunAsync(validFor, UpdateSecretAsync, _ended.Token);
        }
    }

    /// <summary>A consumer is being closed: what it needs is not looked after any more.</summary>
    public void Forget(object consumer) => _keeper.Remove(consumer);

    /// <summary>The process did nothing for so long, and goes on.</summary>
    public void OnStoodStill(TimeSpan time) => TransportLog.StoodStill(logger, time.TotalSeconds);

    /// <summary>Ends the session; the first reason counts.</summary>
    public void Close(string reason)
    {
        _isClosed = true;
        if (_closed.TrySetResult(reason))
        {
            _ended.Cancel();
            TransportLog.SessionEnded(logger, options.ToString(), reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close("the session was disposed");
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // In the background and bounded: closing can hang in the library, but not once its sockets are gone.
        var closing = CloseAsync();
        await Task.WhenAny(closing, Task.Delay(CloseTimeout, TimeProvider.System)).ConfigureAwait(false);
        Bounded.Abandon(closing);
        DropSockets();
    }

    /// <summary>Ends the session over a link that is stuck: nobody there would answer a farewell, and the next session waits for this one's end.</summary>
    public void GiveUp(string reason)
    {
        Close(reason);
        DropSockets();
    }

    private void DropSockets()
    {
        lock (_sockets)
        {
            _socketsGone = true;
            _sockets.ForEach(static socket => socket.Dispose());
        }
    }

    /// <summary>Takes a socket that goes with the session. An attempt to connect that was given up may still ask for one: that goes at once.</summary>
    private SocketHandle Own(SocketHandle socket)
    {
        lock (_sockets)
        {
            if (_socketsGone)
            {
                socket.Dispose();
            }

            _sockets.Add(socket);
            return socket;
        }
    }

    private async Task AttachAsync(ServiceAddress service)
    {
        ThrowIfClosed();
        await OrGiveUpAsync(EnsureCallableAsync(service, CancellationToken.None)).ConfigureAwait(false);
        _keeper.Add(service, token => EnsureCallableAsync(service, token));
    }

    private async Task<IServiceConsumer> ServeAsync(ServiceBinding binding, IDeliveryHandler handler, CancellationToken cancellationToken)
    {
        await EnsureServedAsync(binding, cancellationToken).ConfigureAwait(false);
        var channel = await OpenChannelAsync(_consuming!, null, cancellationToken).ConfigureAwait(false);
        var consumer = new RabbitMqServiceConsumer(ConsumerOn(channel), binding.Options.Prefetch);
        var control = await consumer.StartAsync(binding, handler, _topology, cancellationToken).ConfigureAwait(false);
        _keeper.Add(consumer, async token =>
        {
            await EnsureServedAsync(binding, token).ConfigureAwait(false);
            await _topology.BindAsync(control, binding.Address.Exchange, binding.ControlKey, token).ConfigureAwait(false);
        });
        return consumer;
    }

    private async Task<T> OrGiveUpAsync<T>(Task<T> steps)
    {
        await OrGiveUpAsync((Task)steps).ConfigureAwait(false);
        return await steps.ConfigureAwait(false);
    }

    private async Task OrGiveUpAsync(Task steps)
    {
        try
        {
            await steps.ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Error == TransportError.Unavailable && !_isClosed)
        {
            // A step that took too long: the link is stuck, and those who wait need another.
            GiveUp(exception.Message);
            throw;
        }
    }

    private async Task EnsureCallableAsync(ServiceAddress service, CancellationToken cancellationToken)
    {
        await _topology.EnsureExchangesAsync(service, cancellationToken).ConfigureAwait(false);
        await SideBySide.RunAsync(
            _topology.EnsureMayPublishAsync(service.Exchange, service.ReplyExchange, cancellationToken),
            _topology.BindAsync(ReplyAddress, service.ReplyExchange, ReplyAddress, cancellationToken)).ConfigureAwait(false);
    }

    private async Task EnsureServedAsync(ServiceBinding binding, CancellationToken cancellationToken)
    {
        await _topology.EnsureExchangesAsync(binding.Address, cancellationToken).ConfigureAwait(false);
        await SideBySide.RunAsync(
            _topology.EnsureMayPublishAsync(binding.Address.ReplyExchange, binding.Address.Exchange, cancellationToken),
            _topology.EnsureQueueAsync(binding, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<IChannel> ConsumeRepliesAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await OpenChannelAsync(connection, null, cancellationToken).ConfigureAwait(false);
        await _steps.RunAsync(
            async token =>
            {
                // Named by the broker: unguessable, and new in every session, so never locked by the last one.
                ReplyAddress = (await channel.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, cancellationToken: token).ConfigureAwait(false)).QueueName;
                var consumer = new DeliveryConsumer(channel, this, ReplyAddress, withProperties: false, message => observer.OnReply(in message));
                Tap?.Add(channel.ChannelNumber, "r", consumer.Deliver);
                await channel.BasicConsumeAsync(ReplyAddress, autoAck: true, "r", noLocal: false, exclusive: false, null, consumer, token).ConfigureAwait(false);
            },
            "Consuming from the reply queue",
            cancellationToken).ConfigureAwait(false);
        return channel;
    }

    private async Task<IChannel> OpenChannelAsync(IConnection connection, CreateChannelOptions? channelOptions, CancellationToken cancellationToken)
    {
        var channel = await _steps.RunAsync(token => connection.CreateChannelAsync(channelOptions, token), "Opening a channel", cancellationToken).ConfigureAwait(false);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            // One that we close ourselves is no loss.
            if (reason.Initiator != ShutdownInitiator.Application)
            {
                Close(Failure.Describe(reason));
            }

            return Task.CompletedTask;
        };
        return channel;
    }

    private async Task<IChannel> OpenRequestsAsync(CancellationToken cancellationToken)
    {
        var channel = await OpenChannelAsync(_publishing!, null, cancellationToken).ConfigureAwait(false);
        channel.BasicReturnAsync += OnReturned;
        return channel;
    }

    private async Task RenewRequestsAsync()
    {
        await OrGiveUpAsync(_requests.OpenAsync(CancellationToken.None)).ConfigureAwait(false);
        TransportLog.RequestChannelReplaced(logger, options.ToString());
    }

    private Task UpdateSecretAsync(string secret) => OrGiveUpAsync(SideBySide.RunAsync(UpdateSecretAsync(_publishing!, secret), UpdateSecretAsync(_consuming!, secret)));

    private Task UpdateSecretAsync(IConnection connection, string secret) =>
        _steps.RunAsync(token => connection.UpdateSecretAsync(secret, "renewed before it expires", token), "Renewing the credentials", CancellationToken.None);

    private Publisher PublisherOn(IChannel channel) => new(this, channel, PublishStream(), (int)_publishing!.FrameMax, userId, options.OperationTimeout);

    private ConsumerChannel ConsumerOn(IChannel channel) => new(this, channel, _steps, options.OperationTimeout);

    /// <summary>Where messages can be written without the library's help; null under TLS, where it encrypts above our stream.</summary>
    private GatheringStream? PublishStream()
    {
        lock (_sockets)
        {
            return tls ? null : _sockets.FindLast(static socket => socket.Gathering is not null)?.Gathering;
        }
    }

    private void Probe(IChannel channel, Func<long> answered, Func<bool> maySilenceBe)
    {
        if (options.LinkTimeout != Timeout.InfiniteTimeSpan)
        {
            _ = new LinkProbe(channel, _steps, options.LinkTimeout, answered, maySilenceBe, GiveUp).RunAsync(_ended.Token);
        }
    }

    private void Watch(IConnection connection) => connection.ConnectionShutdownAsync += (_, reason) =>
    {
        Close(Failure.Describe(reason));
        return Task.CompletedTask;
    };

    private Task OnReturned(object sender, BasicReturnEventArgs returned)
    {
        observer.OnReturned(new InboundMessage(returned.Exchange, returned.RoutingKey, returned.Body, returned.BasicProperties.ContentType, returned.BasicProperties.ReplyTo));
        return Task.CompletedTask;
    }

    private Task OnBlocked(string? reason)
    {
        _isBlocked = reason is not null;
        observer.OnBlocked(this, reason);
        return Task.CompletedTask;
    }

    private async Task CloseAsync()
    {
        await _steps.EndAsync().WaitAsync(StepsTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(CloseAsync(_publishing), CloseAsync(_consuming)).ConfigureAwait(false);
    }

    private static async Task CloseAsync(IConnection? connection)
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            await connection.CloseAsync(200, "closed", CloseTimeout, abort: true, CancellationToken.None).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is going away; how it failed on the way is of no use to anyone.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new TransportException(TransportError.Unavailable, "The session has ended.");
        }
    }
}
