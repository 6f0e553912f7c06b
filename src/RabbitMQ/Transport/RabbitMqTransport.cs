using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Opens sessions with RabbitMQ. Recovery of the client library is off: the core's supervisor replaces sessions as a whole.</summary>
internal sealed class RabbitMqTransport : ITransport
{
    /// <summary>What a message may be larger than our limit and still be taken, so that its caller can be told; a larger one is read past.</summary>
    private const int InboundSlack = 64 * 1024 * 1024;

    /// <summary>The most that brokers let pass unless told otherwise. Over TLS the client library reads, and one that it does not take costs its connection, and then the next one.</summary>
    private const uint LargestMessage = 128 * 1024 * 1024;

    /// <summary>How long before its end a certificate is warned of.</summary>
    private static readonly TimeSpan ExpiryWarning = TimeSpan.FromDays(14);

    private readonly RabbitMqOptions _options;
    private readonly BrokerAddress _address;
    private readonly uint _maxInbound;
    private readonly ILogger _logger;
    private int _attempts;

    public RabbitMqTransport(RabbitMqOptions options, int maxMessageSize, ILoggerFactory? loggerFactory)
    {
        _options = options;
        _address = BrokerAddress.Parse(options);
        _maxInbound = (uint)(maxMessageSize + (long)InboundSlack);
        _logger = new GuardedLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("TypedRpc.RabbitMQ"));
    }

    public string Description => _address.Description;

    public async ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        var credentials = _options.GetCredentialsProvider() is { } provider ? await CredentialsRenewal.AskAsync(provider, _options.ConnectTimeout, cancellationToken).ConfigureAwait(false) : null;
        var address = credentials is null ? _address : _address.With(credentials);
        var session = new RabbitMqSession(observer, _options, _options.SendUserId ? address.VerifiableUser : null, address.Tls, _maxInbound, _logger);
        TlsSetup? tls = null;
        try
        {
            tls = address.Tls ? LoadTls() : null;
            var addresses = await ResolveAsync(tls, cancellationToken).ConfigureAwait(false);
            await session.OpenAsync((role, open, token) => ConnectAsync(address, addresses, role, open, token), cancellationToken).ConfigureAwait(false);
            WarnOfExpiry($"The certificate of {Description}", tls?.BrokerExpires);
            WarnOfExpiry($"The client's certificate for {Description}", tls?.ClientExpires);
            session.RenewCredentials(credentials?.ValidUntil);
            return session;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (exception is TransportException { MayHaveBeenSent: true })
            {
                session.GiveUp(exception.Message);
            }

            await session.DisposeAsync().ConfigureAwait(false);
            throw Failure.OfConnect(Description, exception, _options, tls);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IConnection> ConnectAsync(BrokerAddress address, List<AmqpTcpEndpoint> addresses, SocketRole role, Func<AddressFamily, SocketHandle> open, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            UserName = address.UserName,
            Password = address.Password,
            VirtualHost = address.VirtualHost,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = _options.Heartbeat,
            RequestedConnectionTimeout = _options.ConnectTimeout,
            HandshakeContinuationTimeout = _options.ConnectTimeout,
            ContinuationTimeout = _options.OperationTimeout,
            MaxInboundMessageBodySize = Math.Max(_maxInbound, LargestMessage),
            SocketFactory = family => open(family),
        };
        if (_options.AuthenticateWithCertificate)
        {
            factory.AuthMechanisms = [new ExternalMechanismFactory()];
        }

        var name = $"{_options.ClientName ?? AppDomain.CurrentDomain.FriendlyName} ({(role == SocketRole.Publish ? "publish" : "consume")})";
        var resolver = new InOrderResolver(addresses);
        try
        {
            var connection = await Bounded.RunAsync(
                token => factory.CreateConnectionAsync(resolver, name, token), $"Connecting to {Description}", _options.ConnectTimeout * addresses.Count, cancellationToken).ConfigureAwait(false);
            if (role == SocketRole.Publish)
            {
                ReportPassedOver(addresses, connection.Endpoint);
            }

            return connection;
        }
        catch (TransportException exception)
        {
            throw new TransportException(exception.Error, exception.Message, exception) { IsUnanswered = true };
        }
    }

    /// <summary>Every address of every node: the library would try only the first that a name resolves to. Attempts begin at another node each.</summary>
    private async Task<List<AmqpTcpEndpoint>> ResolveAsync(TlsSetup? tls, CancellationToken cancellationToken)
    {
        var first = Interlocked.Increment(ref _attempts) - 1;
        var endpoints = new List<AmqpTcpEndpoint>();
        Exception? failure = null;
        for (var index = 0; index < _address.Endpoints.Count; index++)
        {
            var (host, port) = _address.Endpoints[(int)((uint)(first + index) % (uint)_address.Endpoints.Count)];
            try
            {
                var resolved = await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(_options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
                endpoints.AddRange(resolved.Select(address => new AmqpTcpEndpoint(address.ToString(), port) { Ssl = tls?.For(host) ?? new SslOption() }));
            }
            catch (Exception exception) when (exception is System.Net.Sockets.SocketException or TimeoutException)
            {
                failure = exception;
                TransportLog.NodePassedOver(_logger, host, exception.Message);
            }
        }

        return endpoints.Count > 0 ? endpoints : throw new TransportException(TransportError.Unavailable, $"No host of {Description} has an address: {failure?.Message}", failure) { IsUnanswered = true };
    }

    /// <summary>A node that is down costs nobody a call while another one is up, so nobody would learn of it.</summary>
    private void ReportPassedOver(List<AmqpTcpEndpoint> addresses, AmqpTcpEndpoint found)
    {
        foreach (var passed in addresses.TakeWhile(address => (address.HostName, address.Port) != (found.HostName, found.Port)))
        {
            TransportLog.NodePassedOver(_logger, $"{passed.HostName}:{passed.Port}", "It could not be connected to.");
        }
    }

    /// <summary>The files were good when the settings were checked, which may be long ago.</summary>
    private TlsSetup LoadTls()
    {
        var errors = new List<string>();
        return TlsSetup.Load(_options, errors) ?? throw new TransportException(TransportError.Unavailable, string.Join(" ", errors));
    }

    private void WarnOfExpiry(string whose, DateTimeOffset? expires)
    {
        if (expires is { } end && end - TimeProvider.System.GetUtcNow() < ExpiryWarning)
        {
            TransportLog.CertificateExpires(_logger, whose, end);
        }
    }
}
