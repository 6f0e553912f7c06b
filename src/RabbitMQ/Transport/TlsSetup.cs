using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What one attempt to connect needs for TLS. The files are read for each, so that a renewed certificate is taken up without a restart.</summary>
internal sealed class TlsSetup
{
    private readonly RabbitMqOptions _options;
    private readonly X509Certificate2? _certificate;
    private readonly X509Certificate2Collection? _authorities;
    private readonly List<CertificateCheck> _checks = [];

    private TlsSetup(RabbitMqOptions options, X509Certificate2? certificate, X509Certificate2Collection? authorities)
    {
        _options = options;
        _certificate = certificate;
        _authorities = authorities;
    }

    /// <summary>Why the broker's certificate was refused, or null.</summary>
    public string? Refusal => _checks.Find(static check => check.Refusal is not null)?.Refusal;

    /// <summary>In what state the broker ended a connection although its certificate was accepted, or null if it was not. Under TLS 1.3 it says only then what it thinks of the client's.</summary>
    public string? EndedByBroker => BrokerExpires is null
        ? null
        : _certificate is null
            ? "when it had seen no certificate of this client (if it wants one: TypedRpc:RabbitMQ:TlsCertificatePath)"
            : $"when it had seen this client's certificate '{_certificate.Subject}' of '{_certificate.Issuer}', good until {_certificate.NotAfter.ToUniversalTime():u}";

    /// <summary>Until when the broker's certificate is good; null before one was accepted.</summary>
    public DateTimeOffset? BrokerExpires => _checks.Find(static check => check.Expires is not null)?.Expires;

    /// <summary>Until when the client's certificate is good, or null for none.</summary>
    public DateTimeOffset? ClientExpires => _certificate?.NotAfter.ToUniversalTime();

    /// <summary>Reads the files; null when they cannot be used.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="errors">Gets what is wrong, and the setting that it is wrong with.</param>
    public static TlsSetup? Load(RabbitMqOptions options, List<string> errors)
    {
        var before = errors.Count;
        var authorities = Read(nameof(options.TlsAuthorityPath), options.TlsAuthorityPath, "PEM file with certificates", ReadAuthorities, errors);
        var certificate = Read(
            nameof(options.TlsCertificatePath),
            options.TlsCertificatePath,
            "PKCS#12 file with a certificate and its key, or TlsCertificatePassword is not its password",
            path => ReadCertificate(path, options.TlsCertificatePassword),
            errors);
        return errors.Count == before ? new TlsSetup(options, certificate, authorities) : null;
    }

    /// <summary>The settings for a host.</summary>
    public SslOption For(string host)
    {
        var name = _options.TlsServerName ?? host;
        var check = new CertificateCheck(name, _authorities, TimeProvider.System);
        _checks.Add(check);
        return new SslOption
        {
            Enabled = true,
            ServerName = name,
            Certs = _certificate is null ? null : [_certificate],
            Version = _options.TlsProtocols,
            CertificateValidationCallback = check.Verify,
        };
    }

    private static T? Read<T>(string setting, string? path, string wanted, Func<string, T?> read, List<string> errors)
        where T : class
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        if (!File.Exists(path))
        {
            errors.Add($"TypedRpc:RabbitMQ:{setting}: there is no file '{path}'.");
            return null;
        }

        try
        {
            if (read(path) is { } content)
            {
                return content;
            }

            errors.Add($"TypedRpc:RabbitMQ:{setting}: '{path}' is no {wanted}.");
        }
        catch (CryptographicException)
        {
            errors.Add($"TypedRpc:RabbitMQ:{setting}: '{path}' is no {wanted}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"TypedRpc:RabbitMQ:{setting}: '{path}' cannot be read: {exception.Message}");
        }

        return null;
    }

    private static X509Certificate2Collection? ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : null;
    }

    private static X509Certificate2? ReadCertificate(string path, string? password)
    {
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
        if (certificate.HasPrivateKey)
        {
            return certificate;
        }

        certificate.Dispose();
        return null;
    }
}
