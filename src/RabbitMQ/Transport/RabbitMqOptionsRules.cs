using System.Globalization;
using System.Security.Authentication;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What the settings must be. Every message names the setting as it stands in configuration; none repeats what can hold a password.</summary>
internal static class RabbitMqOptionsRules
{
    private const SslProtocols Safe = SslProtocols.Tls12 | SslProtocols.Tls13;

    public static IReadOnlyList<string> Validate(this RabbitMqOptions options)
    {
        var errors = ValidateAddress(options);
        Range(errors, nameof(options.Heartbeat), options.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(errors, nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Range(errors, nameof(options.OperationTimeout), options.OperationTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        if (options.LinkTimeout != Timeout.InfiniteTimeSpan)
        {
            Range(errors, nameof(options.LinkTimeout), options.LinkTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }

        if (options.TopologyInterval != Timeout.InfiniteTimeSpan)
        {
            Range(errors, nameof(options.TopologyInterval), options.TopologyInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        }

        if (options.AuthenticateWithCertificate && options.GetCredentialsProvider() is not null)
        {
            errors.Add("TypedRpc:RabbitMQ:AuthenticateWithCertificate and UseCredentials are two ways to log in; choose one.");
        }

        ValidateTls(options, errors);
        return errors;
    }

    /// <summary>Where to; enough to describe it.</summary>
    public static List<string> ValidateAddress(RabbitMqOptions options)
    {
        var errors = new List<string>();
        if (!Uri.TryCreate(options.Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || HasMisplacedParts(uri))
        {
            errors.Add("ConnectionStrings:rabbitmq (TypedRpc:RabbitMQ:Uri) is not a URI such as amqp://user:password@host:5672/vhost; special characters in its parts must be percent-encoded.");
        }

        for (var index = 0; index < options.Endpoints.Count; index++)
        {
            if (BrokerAddress.TryParseEndpoint(options.Endpoints[index], 1) is null)
            {
                errors.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"TypedRpc:RabbitMQ:Endpoints:{index} is neither host nor host:port. Credentials belong into UserName and Password, or into the URI."));
            }
        }

        return errors;
    }

    /// <summary>A password with a slash, a question mark or a hash that is not encoded ends up in the path or behind it, and would be shown as the virtual host.</summary>
    private static bool HasMisplacedParts(Uri uri) => uri.Fragment.Length > 0 || uri.PathAndQuery.Contains('@', StringComparison.Ordinal);

    private static void ValidateTls(RabbitMqOptions options, List<string> errors)
    {
        if (!options.Uri.StartsWith("amqps:", StringComparison.OrdinalIgnoreCase))
        {
            (string Name, bool Set)[] settings =
            [
                (nameof(options.TlsServerName), options.TlsServerName is not null),
                (nameof(options.TlsAuthorityPath), options.TlsAuthorityPath is not null),
                (nameof(options.TlsCertificatePath), options.TlsCertificatePath is not null),
                (nameof(options.TlsProtocols), options.TlsProtocols != SslProtocols.None),
                (nameof(options.AuthenticateWithCertificate), options.AuthenticateWithCertificate),
            ];
            errors.AddRange(settings.Where(static setting => setting.Set).Select(static setting => $"TypedRpc:RabbitMQ:{setting.Name} is set, but the URI is not amqps: nothing would be encrypted."));
            return;
        }

        if ((options.TlsProtocols & ~Safe) != 0)
        {
            errors.Add($"TypedRpc:RabbitMQ:TlsProtocols is {options.TlsProtocols}; only Tls12 and Tls13 are safe.");
        }

        if (options.AuthenticateWithCertificate && string.IsNullOrEmpty(options.TlsCertificatePath))
        {
            errors.Add("TypedRpc:RabbitMQ:AuthenticateWithCertificate needs TlsCertificatePath.");
        }

        TlsSetup.Load(options, errors);
    }

    private static void Range(List<string> errors, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add($"TypedRpc:RabbitMQ:{name} is {value}; it must be between {least} and {most}.");
        }
    }
}
