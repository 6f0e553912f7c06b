using System.Globalization;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The settings of a connection, taken apart.</summary>
internal sealed record BrokerAddress(IReadOnlyList<(string Host, int Port)> Endpoints, string UserName, string Password, string VirtualHost, bool Tls)
{
    /// <summary>The broker user, or null where only the broker knows whom the client's certificate names.</summary>
    public string? VerifiableUser { get; private init; }

    /// <summary>Where to, without a credential.</summary>
    public string Description => $"{(Tls ? "amqps" : "amqp")}://{string.Join(",", Endpoints.Select(static endpoint => $"{endpoint.Host}:{endpoint.Port}"))}/{(VirtualHost == "/" ? string.Empty : VirtualHost)}";

    /// <summary>The description: what a record prints by itself would show the password.</summary>
    public override string ToString() => Description;

    public static BrokerAddress Parse(RabbitMqOptions options)
    {
        var uri = new Uri(options.Uri);
        var tls = uri.Scheme == "amqps";
        var defaultPort = tls ? 5671 : 5672;
        var user = uri.UserInfo.Split(':', 2);
        var path = uri.AbsolutePath.TrimStart('/');
        var endpoints = options.Endpoints.Select(endpoint => TryParseEndpoint(endpoint, defaultPort)!.Value).ToList();
        if (endpoints.Count == 0)
        {
            endpoints.Add((uri.Host.Length == 0 ? "localhost" : uri.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : defaultPort));
        }

        var name = options.UserName ?? (user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null);
        return new BrokerAddress(
            endpoints,
            name ?? "guest",
            options.Password ?? (user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest"),
            options.VirtualHost ?? (path.Length > 0 ? Uri.UnescapeDataString(path) : "/"),
            tls)
        {
            VerifiableUser = options.AuthenticateWithCertificate ? name : name ?? "guest",
        };
    }

    /// <summary>The same, with other credentials. Ones that expire are taken for tokens, and then only the broker knows the user's name.</summary>
    public BrokerAddress With(Credentials credentials) => this with
    {
        UserName = credentials.UserName,
        Password = credentials.Password,
        VerifiableUser = credentials.ValidUntil is null ? credentials.UserName : null,
    };

    public static (string Host, int Port)? TryParseEndpoint(string endpoint, int defaultPort)
    {
        var colon = endpoint.EndsWith(']') ? -1 : endpoint.LastIndexOf(':');
        var host = (colon < 0 ? endpoint : endpoint[..colon]).Trim('[', ']');
        var port = defaultPort;
        return Uri.CheckHostName(host) == UriHostNameType.Unknown || (colon >= 0 && !(int.TryParse(endpoint[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536))
            ? null
            : (host, port);
    }
}
