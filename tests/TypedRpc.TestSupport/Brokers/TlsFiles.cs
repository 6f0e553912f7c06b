using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A certificate authority of a test's own, and a certificate of it for the loopback interface, as PEM files.</summary>
internal sealed class TlsFiles
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    public TlsFiles(string folder)
    {
        Authority = Path.Combine(folder, "authority.pem");
        Certificate = Path.Combine(folder, "server.pem");
        Key = Path.Combine(folder, "server-key.pem");
        var from = DateTimeOffset.UtcNow.AddHours(-1);
        var until = from.AddDays(1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=TypedRpc test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(from, until);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerUsage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, serverKey.ExportPkcs8PrivateKeyPem());
    }

    public string Authority { get; }

    public string Certificate { get; }

    public string Key { get; }
}
