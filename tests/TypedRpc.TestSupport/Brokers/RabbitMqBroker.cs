using System.Text.Json;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A real broker for tests, wherever this machine can get one.</summary>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    private readonly IBrokerNode _node;

    internal RabbitMqBroker(IBrokerNode node)
    {
        _node = node;
        Control = new BrokerControl(node);
    }

    /// <summary>Where to connect, credentials included.</summary>
    public Uri Uri => _node.Uri;

    /// <summary>False for a broker that <c>TYPEDRPC_AMQP_URI</c> names: every member but <see cref="Uri"/> then throws <see cref="NotSupportedException"/>.</summary>
    public bool CanControl => _node.CanControl;

    /// <summary>What can be done to it while it runs, without starting a command for each step.</summary>
    public BrokerControl Control { get; }

    /// <summary>How it is reached over TLS; null unless it was started for that.</summary>
    public BrokerTls? Tls => _node.Tls;

    /// <summary>Starts a private node of an installed rabbitmq-server that can be reached over TLS as well.</summary>
    /// <exception cref="BrokerUnavailableException">rabbitmq-server is not installed.</exception>
    public static async Task<RabbitMqBroker> StartWithTlsAsync(CancellationToken cancellationToken = default) =>
        new(await new LocalNodeSource(TlsMode.Server).StartAsync(cancellationToken));

    /// <summary>Starts a private node of an installed rabbitmq-server that over TLS accepts only clients with a certificate, and lets them log in with it.</summary>
    /// <exception cref="BrokerUnavailableException">rabbitmq-server is not installed.</exception>
    public static async Task<RabbitMqBroker> StartWithMutualTlsAsync(CancellationToken cancellationToken = default) =>
        new(await new LocalNodeSource(TlsMode.Mutual).StartAsync(cancellationToken));

    /// <summary>Starts a private node of an installed rabbitmq-server that accepts the tokens of an issuer instead of a password, besides its own accounts.</summary>
    /// <exception cref="BrokerUnavailableException">rabbitmq-server is not installed.</exception>
    public static async Task<RabbitMqBroker> StartWithTokensAsync(TokenIssuer issuer, CancellationToken cancellationToken = default) =>
        new(await new LocalNodeSource(issuer: issuer).StartAsync(cancellationToken));

    /// <summary>
    /// Takes the first that works: the broker <c>TYPEDRPC_AMQP_URI</c> names, a container, a private node of an installed rabbitmq-server.
    /// Nothing but a container of <c>TYPEDRPC_RABBITMQ_IMAGE</c> where that is set, else nothing but a node of <c>TYPEDRPC_RABBITMQ_HOME</c> where that is.
    /// </summary>
    /// <param name="controllable">Passes over a broker that is not ours to stop.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BrokerUnavailableException">There is none; the message names the ways to get one.</exception>
    public static async Task<RabbitMqBroker> StartAsync(bool controllable = false, CancellationToken cancellationToken = default)
    {
        IBrokerSource[] sources = ContainerSource.IsChosen ? [new ContainerSource()]
            : RabbitMqInstallation.IsChosen ? [new LocalNodeSource()]
            : [new ContainerSource(), new LocalNodeSource()];
        var reasons = new List<string>();
        foreach (IBrokerSource source in controllable ? sources : [new UriSource(), .. sources])
        {
            try
            {
                return new RabbitMqBroker(await source.StartAsync(cancellationToken));
            }
            catch (BrokerUnavailableException reason)
            {
                reasons.Add(reason.Message);
            }
        }

        throw new BrokerUnavailableException($"""
            No RabbitMQ broker to test against: {string.Join("; ", reasons)}.
            Do one of these:
              1. set {UriSource.Variable} to a running broker, e.g. amqp://guest:guest@localhost:5672/ (tests that stop the broker need 2 or 3);
              2. run Docker with the image rabbitmq:4-management (another image: {ContainerSource.ImageVariable});
              3. install rabbitmq-server, e.g. 'apt-get install rabbitmq-server' or 'brew install rabbitmq' (another folder: {RabbitMqInstallation.HomeVariable}).
            """);
    }

    /// <summary>Runs <c>rabbitmqctl</c> against this node and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public async Task<string> RunCtlAsync(params string[] arguments) => (await _node.RunCtlAsync(arguments)).OutputOfSuccess();

    /// <summary>Stops the broker in an orderly way: connections are closed with code 320, then the port. Durable state stays.</summary>
    public Task StopAsync() => RunCtlAsync("stop_app");

    /// <summary>Shows another TLS certificate from now on.</summary>
    /// <param name="issuer">Who issues it; null for the authority of <see cref="Tls"/>.</param>
    /// <param name="until">End of its validity.</param>
    /// <param name="names">Host names and addresses that it is for.</param>
    public Task PresentCertificateAsync(TestAuthority? issuer, DateTimeOffset until, params string[] names) => _node.PresentAsync(issuer, until, names);

    /// <summary>Kills the node: sockets break without an AMQP close. Durable state stays.</summary>
    public Task KillAsync() => _node.KillAsync();

    /// <summary>Brings a stopped or killed broker back at the same <see cref="Uri"/>.</summary>
    public Task ResumeAsync() => _node.ResumeAsync();

    /// <summary>Stops the broker in an orderly way and brings it back.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await ResumeAsync();
    }

    /// <summary>Closes every connection with code 320 and the given reason.</summary>
    public Task CloseAllConnectionsAsync(string reason) => RunCtlAsync("close_all_connections", "--global", reason);

    /// <summary>Deletes a queue under its consumers.</summary>
    public Task DeleteQueueAsync(string name) => RunCtlAsync("delete_queue", name);

    /// <summary>The queues of the default virtual host.</summary>
    public async Task<IReadOnlyList<QueueInfo>> ListQueuesAsync()
    {
        string json = await RunCtlAsync(
            "--quiet", "--formatter", "json", "list_queues", "name", "messages", "messages_unacknowledged", "consumers");
        return JsonSerializer.Deserialize<QueueInfo[]>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>What kind of broker it is.</summary>
    public override string ToString() => _node.ToString()!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
