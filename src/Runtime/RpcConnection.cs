using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedRpc.Binding;
using TypedRpc.Client;
using TypedRpc.Diagnostics;
using TypedRpc.Events;
using TypedRpc.Messaging;
using TypedRpc.Serialization;
using TypedRpc.Server;
using TypedRpc.Transport;

namespace TypedRpc;

/// <summary>A connection to a broker: clients and services over one supervised session. Thread-safe; one a process is enough.</summary>
public class RpcConnection : IAsyncDisposable
{
    private readonly TypedRpcOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly RpcSerializer _serializer;
    private readonly SessionSupervisor _supervisor;
    private readonly RpcClient _client;
    private readonly RpcServer _server;
    private readonly MessagePublisher _publisher;
    private readonly StarvationWatch _starvation;
    private int _disposed;

    /// <summary>Makes a connection over a transport; it connects when it is started.</summary>
    /// <param name="transport">The transport; owned by the connection from now on.</param>
    /// <param name="options">Settings; read now, later changes have no effect.</param>
    /// <param name="loggerFactory">Where it logs, or null.</param>
    /// <param name="timeProvider">The clock of deadlines and delays, or null for the system's.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public RpcConnection(ITransport transport, TypedRpcOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }

        var clock = timeProvider ?? TimeProvider.System;
        _options = options;
        _logger = new GuardedLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("TypedRpc"));
        _serializer = new RpcSerializer(options.GetSerializer());
        _timeProvider = clock;
        _server = new RpcServer(options, clock, _logger);
        var subscribers = new MessageSubscribers();
        _client = new RpcClient(client => new SessionSupervisor(transport, client, [_server, subscribers, client], clock, _logger), options, _serializer, clock, _logger);
        _supervisor = _client.Supervisor;
        _publisher = new MessagePublisher(_supervisor, _client.Gate, options.MaxOutstandingPublishes, clock);
        Messaging = new MessagingClient(_supervisor, subscribers, new MessageSender(_publisher, options), clock, _logger);
        _starvation = new StarvationWatch(clock, _logger);
    }

    /// <summary>State of the connection.</summary>
    public RpcConnectionState State =>
        Volatile.Read(ref _disposed) != 0 ? RpcConnectionState.Closed
        : _supervisor.Current is not { IsClosed: false } ? RpcConnectionState.Disconnected
        : _client.BlockedReason is null ? RpcConnectionState.Connected : RpcConnectionState.Blocked;

    /// <summary>Why the connection is not up, or null; never holds a credential.</summary>
    public string? StateReason => _client.BlockedReason ?? (State == RpcConnectionState.Disconnected ? _supervisor.LastError?.Message : null);

    /// <summary>The broker, without credentials.</summary>
    public string Broker => _supervisor.Description;

    /// <summary>Calls that wait for their answer.</summary>
    public int PendingCalls => _client.PendingCalls;

    /// <summary>Calls that services of this connection hold, queued or running.</summary>
    public int ActiveCalls => _server.ActiveCalls;

    /// <summary>Starts connecting. Completes when the session is up; when the broker cannot be reached, connecting goes on in the background.</summary>
    /// <param name="cancellationToken">Ends the wait; connecting goes on.</param>
    /// <exception cref="TransportException">The topology or the account is not as needed, or the broker cannot be reached and <see cref="TypedRpcOptions.FailFast"/> is set.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        try
        {
            await _supervisor.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Error == TransportError.Unavailable && !_options.FailFast)
        {
            // The supervisor has logged it and goes on.
        }
    }

    /// <summary>Makes a client. It is cheap and thread-safe; its calls wait for the connection within their deadlines.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <exception cref="RpcContractException">It is no contract, or a type of it has no formatter.</exception>
    public TContract CreateClient<TContract>()
        where TContract : class
    {
        var contract = RpcContractRegistry.Get<TContract>();
        return contract.CreateProxy(_client.CreateInvoker(contract.Service));
    }

    /// <summary>Serves a contract with one object for all calls.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="implementation">The implementation; it must be thread-safe.</param>
    /// <param name="configure">Changes how the service is served, or null.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    /// <returns>Stops serving when disposed: what runs ends and is answered first.</returns>
    /// <exception cref="TransportException">The broker's topology or permissions are not as needed.</exception>
    public Task<IAsyncDisposable> ServeAsync<TContract>(TContract implementation, Action<ServiceOptions>? configure = null, CancellationToken cancellationToken = default)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(implementation);
        return ServeAsync(RpcContractRegistry.Get<TContract>(), new InstanceActivator(implementation), configure, cancellationToken);
    }

    /// <summary>Messages without a contract.</summary>
    public MessagingClient Messaging { get; }

    /// <summary>Makes a publisher of events. It is cheap and thread-safe; a publish completes when the broker has confirmed it.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="configure">Changes how it publishes, or null.</param>
    /// <exception cref="RpcContractException">It is no contract of events, or a type of it has no formatter.</exception>
    public TContract CreatePublisher<TContract>(Action<PublisherOptions>? configure = null)
        where TContract : class
    {
        var contract = EventContractRegistry.Get<TContract>();
        var options = _options.Publisher.Clone();
        configure?.Invoke(options);
        return options.Validate($"Options of the publisher of {contract.Events.Name}: ") is { Count: > 0 } errors
            ? throw new ArgumentException(string.Join(" ", errors), nameof(configure))
            : contract.CreatePublisher(new EventPublisher(contract.Events, Messaging.Sender, options, _serializer, _timeProvider));
    }

    /// <summary>Subscribes to the events of a contract with one object for all of them.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="subscriber">The implementation; it must be thread-safe unless <see cref="SubscriberOptions.Ordered"/> is set.</param>
    /// <param name="configure">Sets the group and the rest, or null.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    /// <exception cref="TransportException">The broker's topology or permissions are not as needed.</exception>
    public Task<ISubscription> SubscribeAsync<TContract>(TContract subscriber, Action<SubscriberOptions>? configure = null, CancellationToken cancellationToken = default)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return SubscribeAsync(EventContractRegistry.Get<TContract>(), new InstanceActivator(subscriber), configure, cancellationToken);
    }

    /// <summary>Stops: services drain, pending calls end, the session closes. Bounded by <see cref="TypedRpcOptions.DrainTimeout"/> and a few seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await DrainAsync(CancellationToken.None).ConfigureAwait(false);
        _client.Dispose();
        _publisher.Dispose();
        await _supervisor.DisposeAsync().ConfigureAwait(false);
        _server.DisposeEndpoints();
        _starvation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Serves a contract with what an activator gives out; consumed at once if the session is up, else with the next one.</summary>
    internal async Task<IAsyncDisposable> ServeAsync(RpcContract contract, IServiceActivator activator, Action<ServiceOptions>? configure, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var serviceOptions = OptionsOf(contract, configure);
        var dispatcher = contract.CreateServiceDispatcher(_serializer, activator);
        ServiceEndpoint? endpoint = null;
        try
        {
            // Never while a session is being set up: it would be consumed twice, or not at all.
            await _supervisor.ChangeAsync(
                async (session, token) =>
                {
                    endpoint = _server.Add(contract.Service, dispatcher, serviceOptions);
                    if (session is { IsClosed: false })
                    {
                        await ConsumeAsync(endpoint, session, token).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (endpoint is not null)
            {
                _server.Remove(endpoint);
            }

            throw;
        }

        return new ServiceRegistration(_server, endpoint!);
    }

    /// <summary>Subscribes to the events of a contract with what an activator gives out.</summary>
    internal Task<ISubscription> SubscribeAsync(EventContract contract, IServiceActivator activator, Action<SubscriberOptions>? configure, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var (subscriber, options) = SubscriberOf(contract, activator, configure);
        return Messaging.SubscribeAsync(
            subscriber.Exchange(_options.DeclareTopology), subscriber.DefaultQueue, subscriber.Patterns, options, subscriber.HandleAsync, cancellationToken);
    }

    /// <summary>Ends the live session as a lost link would; the supervisor replaces it. For tests.</summary>
    internal ValueTask DropSessionAsync() => _supervisor.Current?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Calls whose handlers go on although their deadline passed a while ago.</summary>
    internal int OverdueCalls => _server.OverdueCalls;

    /// <summary>Services that run nothing any more: handlers that ignore their token hold every place.</summary>
    internal IReadOnlyList<string> StuckServices => _server.StuckServices;

    /// <summary>Calls that are held here although their token has fired.</summary>
    internal int CancelledCalls => _server.CancelledCalls;

    /// <summary>Serves a contract from the start of the connection on.</summary>
    internal void Map(RpcContract contract, IServiceActivator activator, Action<ServiceOptions>? configure)
    {
        if (_supervisor.IsStarted)
        {
            throw new InvalidOperationException($"{contract.Service.Name} must be mapped before the host starts.");
        }

        _server.Add(contract.Service, contract.CreateServiceDispatcher(_serializer, activator), OptionsOf(contract, configure));
    }

    /// <summary>Subscribes to the events of a contract from the start of the connection on.</summary>
    internal void Map(EventContract contract, IServiceActivator activator, Action<SubscriberOptions>? configure)
    {
        var (subscriber, options) = SubscriberOf(contract, activator, configure);
        Messaging.Map(subscriber.Exchange(_options.DeclareTopology), subscriber.DefaultQueue, subscriber.Patterns, options, subscriber.HandleAsync);
    }

    /// <summary>Stops serving: no more deliveries, what runs ends and is answered.</summary>
    internal Task DrainAsync(CancellationToken cancellationToken) => Task.WhenAll(_server.DrainAsync(cancellationToken), Messaging.DrainAsync());

    private (EventSubscriber Subscriber, SubscriberOptions Options) SubscriberOf(EventContract contract, IServiceActivator activator, Action<SubscriberOptions>? configure)
    {
        var options = new SubscriberOptions();
        configure?.Invoke(options);
        return (new EventSubscriber(contract.Events, contract.CreateTarget(_serializer, activator), options), options);
    }

    private ServiceOptions OptionsOf(RpcContract contract, Action<ServiceOptions>? configure)
    {
        var serviceOptions = _options.Service.Clone();
        configure?.Invoke(serviceOptions);
        return serviceOptions.Validate(contract.Service.Name) is { Count: > 0 } errors
            ? throw new ArgumentException(string.Join(" ", errors), nameof(configure))
            : serviceOptions;
    }

    private static async ValueTask ConsumeAsync(ServiceEndpoint endpoint, ITransportSession session, CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.ConsumeAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Error == TransportError.Unavailable)
        {
            // The session has just ended; the next one consumes.
        }
    }
}
