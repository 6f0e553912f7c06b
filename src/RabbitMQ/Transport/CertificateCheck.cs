using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TypedRpc.Diagnostics;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Decides whether a broker's certificate is good, and says in words why not: the platform only says that it was refused.</summary>
/// <param name="host">Name that the certificate must have.</param>
/// <param name="authorities">Authorities that it must come from; null for those that the system trusts.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CertificateCheck(string host, X509Certificate2Collection? authorities, TimeProvider timeProvider)
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the last certificate was refused, or null.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Until when the last certificate that was accepted is good, or null.</summary>
    public DateTimeOffset? Expires { get; private set; }

    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Expires = null;
        if (certificate is not X509Certificate2 leaf || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            Refusal = "it showed no certificate";
            return false;
        }

        Refusal = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is for {NamesOf(leaf)}, not for '{host}' (TypedRpc:RabbitMQ:TlsServerName expects another name)"
            : authorities is null
                ? (errors == SslPolicyErrors.None ? null : Describe(chain!, leaf))
                : CheckAgainst(authorities, chain, leaf);
        Expires = Refusal is null ? leaf.NotAfter.ToUniversalTime() : null;
        return Refusal is null;
    }

    /// <summary>The certificate must lead to one of the authorities, whatever the system trusts.</summary>
    private string? CheckAgainst(X509Certificate2Collection roots, X509Chain? sent, X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerUsage));
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(leaf) ? null : Describe(chain, leaf);
    }

    private string Describe(X509Chain chain, X509Certificate2 leaf)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var certificate in chain.ChainElements.Select(static element => element.Certificate).Prepend(leaf))
        {
            if (certificate.NotAfter.ToUniversalTime() < now)
            {
                return $"its certificate '{Printable.Text(certificate.Subject)}' expired on {certificate.NotAfter.ToUniversalTime():u}";
            }

            if (certificate.NotBefore.ToUniversalTime() > now)
            {
                return $"its certificate '{Printable.Text(certificate.Subject)}' is not valid before {certificate.NotBefore.ToUniversalTime():u}";
            }
        }

        return Array.Exists(chain.ChainStatus, static status => status.Status is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)
            ? $"its certificate comes from '{Printable.Text(leaf.Issuer)}', which is not among the authorities that are trusted (TypedRpc:RabbitMQ:TlsAuthorityPath names others)"
            : $"its certificate is not valid: {string.Join(", ", chain.ChainStatus.Select(static status => status.Status))}";
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(static address => address.ToString())))
            .ToArray();
        return $"'{Printable.Text(names.Length > 0 ? string.Join(", ", names) : certificate.Subject)}'";
    }
}
