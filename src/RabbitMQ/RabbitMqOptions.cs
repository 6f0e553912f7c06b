using System.Globalization;
using System.Security.Authentication;

namespace TypedRpc.RabbitMQ;

/// <summary>How RabbitMQ is reached.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>Where to: <c>amqp[s]://user:password@host:port/vhost</c>. Default <c>amqp://localhost</c>; from <c>ConnectionStrings:rabbitmq</c> with a host.</summary>
    public string Uri { get; set; } = "amqp://localhost";

    /// <summary>Nodes of a cluster as <c>host</c> or <c>host:port</c>, tried in turn; empty for the URI's host alone.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>User name, or null for the URI's; <c>guest</c> when that has none.</summary>
    public string? UserName { get; set; }

    /// <summary>Password, or null for the URI's; <c>guest</c> when that has none.</summary>
    public string? Password { get; set; }

    /// <summary>Virtual host, or null for the URI's; <c>/</c> when that has none.</summary>
    public string? VirtualHost { get; set; }

    /// <summary>Name of the connections in RabbitMQ's management, or null for the process's name.</summary>
    public string? ClientName { get; set; }

    /// <summary>Heartbeat that is asked for; 1 s to 10 min. Default 10 s; RabbitMQ advises 5 to 20 s: https://www.rabbitmq.com/docs/heartbeats.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for a TCP connection to one address; 100 ms to 1 min. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for any single operation; a connection that exceeds it is given up and replaced. 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether requests state the user name, which RabbitMQ verifies, so that handlers know the caller. Default true.</summary>
    public bool SendUserId { get; set; } = true;

    /// <summary>Name that the broker's TLS certificate must have, or null for the host's; for <c>amqps</c>.</summary>
    public string? TlsServerName { get; set; }

    /// <summary>PKCS#12 file with the client's TLS certificate, or null; for <c>amqps</c>.</summary>
    public string? TlsCertificatePath { get; set; }

    /// <summary>Password of <see cref="TlsCertificatePath"/>, or null.</summary>
    public string? TlsCertificatePassword { get; set; }

    /// <summary>TLS versions; the system's choice unless set.</summary>
    public SslProtocols TlsProtocols { get; set; } = SslProtocols.None;

    /// <summary>Where to, without a credential.</summary>
    public override string ToString() => Validate().Count == 0 ? Transport.BrokerAddress.Parse(this).Description : "RabbitMQ, settings invalid";

    internal IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();

        // What stands here can hold a password: no message repeats it.
        if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
        {
            errors.Add("ConnectionStrings:rabbitmq (TypedRpc:RabbitMQ:Uri) is not a URI such as amqp://user:password@host:5672/vhost; special characters in its parts must be percent-encoded.");
        }

        for (var index = 0; index < Endpoints.Count; index++)
        {
            if (Transport.BrokerAddress.TryParseEndpoint(Endpoints[index], 1) is null)
            {
                errors.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"TypedRpc:RabbitMQ:Endpoints:{index} is neither host nor host:port. Credentials belong into UserName and Password, or into the URI."));
            }
        }

        Range(errors, nameof(Heartbeat), Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(errors, nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Range(errors, nameof(OperationTimeout), OperationTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        return errors;
    }

    private static void Range(List<string> errors, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add($"TypedRpc:RabbitMQ:{name} is {value}; it must be between {least} and {most}.");
        }
    }
}
