using System.Runtime.Serialization;
using System.Security.Authentication;
using System.Text.Json.Serialization;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ;

/// <summary>How RabbitMQ is reached.</summary>
/// <remarks>What can hold a password is left out when the settings are printed or serialized.</remarks>
public sealed class RabbitMqOptions
{
    private ICredentialsProvider? _credentials;

    /// <summary>Where to: <c>amqp[s]://user:password@host:port/vhost</c>. Default <c>amqp://localhost</c>; from <c>ConnectionStrings:rabbitmq</c> with a host.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public string Uri { get; set; } = "amqp://localhost";

    /// <summary>Nodes of a cluster as <c>host</c> or <c>host:port</c>, tried in turn; empty for the URI's host alone.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>User name, or null for the URI's; <c>guest</c> when that has none.</summary>
    public string? UserName { get; set; }

    /// <summary>Password, or null for the URI's; <c>guest</c> when that has none.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public string? Password { get; set; }

    /// <summary>Virtual host, or null for the URI's; <c>/</c> when that has none.</summary>
    public string? VirtualHost { get; set; }

    /// <summary>Name of the connections in RabbitMQ's management, or null for the process's name.</summary>
    public string? ClientName { get; set; }

    /// <summary>Heartbeat that is asked for; 1 s to 10 min. Default 10 s; RabbitMQ advises 5 to 20 s: https://www.rabbitmq.com/docs/heartbeats.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time to connect to one address, until the broker has let the client in, and for each step of setting up from then on; 100 ms to 1 min. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for any single operation; a connection that exceeds it is given up and replaced. 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time within which a dead link is found that nobody has closed, such as one behind a failed router; 1 s to 5 min, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> to leave it to <see cref="Heartbeat"/>, which takes three to four of it. Default 5 s. A link on which a large message takes
    /// longer to send needs more.
    /// </summary>
    public TimeSpan LinkTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often exchanges and bindings that somebody may have deleted are looked for and made again; 1 s to 1 day, or <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// Default 30 s. A deleted queue is noticed at once.
    /// </summary>
    public TimeSpan TopologyInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether requests state the user name, which RabbitMQ verifies, so that handlers know the caller. Default true. Credentials that expire are taken for tokens,
    /// whose user name only the broker knows: with them it is not stated.</summary>
    public bool SendUserId { get; set; } = true;

    /// <summary>Name that the broker's TLS certificate must have, or null for the host's; for <c>amqps</c>.</summary>
    public string? TlsServerName { get; set; }

    /// <summary>PKCS#12 file with the client's TLS certificate, or null; for <c>amqps</c>.</summary>
    public string? TlsCertificatePath { get; set; }

    /// <summary>Password of <see cref="TlsCertificatePath"/>, or null.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public string? TlsCertificatePassword { get; set; }

    /// <summary>PEM file with the authorities that the broker's certificate must come from, or null for those that the system trusts; for <c>amqps</c>.</summary>
    public string? TlsAuthorityPath { get; set; }

    /// <summary>Whether to log in as whom <see cref="TlsCertificatePath"/> names instead of by password. Default false; RabbitMQ needs the plugin <c>rabbitmq_auth_mechanism_ssl</c>.</summary>
    public bool AuthenticateWithCertificate { get; set; }

    /// <summary>TLS versions, <see cref="SslProtocols.Tls12"/> and <see cref="SslProtocols.Tls13"/>; the system's choice unless set.</summary>
    public SslProtocols TlsProtocols { get; set; } = SslProtocols.None;

    /// <summary>
    /// Asks for user name and password, or token, whenever a session is opened, instead of using <see cref="UserName"/> and <see cref="Password"/>: they may change. Credentials that
    /// expire are renewed when two thirds of their time have passed. A provider that fails is asked again while calls wait for the connection.
    /// </summary>
    /// <param name="provider">Asked; for OAuth2 there is one in the package <c>RabbitMQ.Client.OAuth2</c>, see https://www.rabbitmq.com/docs/oauth2.</param>
    public void UseCredentials(ICredentialsProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _credentials = provider;
    }

    /// <summary>What <see cref="UseCredentials"/> was given, or null. Not a property: configuration would try to bind it.</summary>
    internal ICredentialsProvider? GetCredentialsProvider() => _credentials;

    /// <summary>Where to, without a credential.</summary>
    public override string ToString() => Transport.RabbitMqOptionsRules.ValidateAddress(this).Count == 0 ? Transport.BrokerAddress.Parse(this).Description : "RabbitMQ, settings invalid";
}
