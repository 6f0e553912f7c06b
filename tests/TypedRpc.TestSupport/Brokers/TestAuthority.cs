using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A certificate authority of a test's own.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes an authority that is good from a year ago until in a year.</summary>
    /// <param name="name">Its name.</param>
    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddYears(-1), TimeProvider.System.GetUtcNow().AddYears(1));
    }

    /// <summary>Writes its certificate as PEM.</summary>
    public void WriteTo(string file) => File.WriteAllText(file, _certificate.ExportCertificatePem());

    /// <summary>Writes a server's certificate and its key as PEM.</summary>
    /// <param name="certificateFile">Gets the certificate.</param>
    /// <param name="keyFile">Gets the key.</param>
    /// <param name="until">End of its validity.</param>
    /// <param name="names">Host names and addresses that it is for.</param>
    public void IssueServer(string certificateFile, string keyFile, DateTimeOffset until, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        using var certificate = Issue($"CN={names[0]}", key, ServerUsage, until, alternatives.Build());
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Writes a client's certificate and its key as PKCS#12.</summary>
    /// <param name="file">Gets both.</param>
    /// <param name="password">Password of the file.</param>
    /// <param name="commonName">Whom it names.</param>
    /// <param name="until">End of its validity.</param>
    public void IssueClient(string file, string password, string commonName, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Issue($"CN={commonName}", key, ClientUsage, until);
        using var whole = certificate.CopyWithPrivateKey(key);
        File.WriteAllBytes(file, whole.ExportPkcs12(Pkcs12ExportPbeParameters.Default, password));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(string subject, ECDsa key, string usage, DateTimeOffset until, params X509Extension[] extensions)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.Create(_certificate, until.AddDays(-60), until, RandomNumberGenerator.GetBytes(8));
    }
}
