using TypedRpc.RabbitMQ;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>A broker that wants a certificate of its clients, and the files of one.</summary>
public sealed class MutualTlsFixture : IAsyncLifetime
{
    public const string FilePassword = "certificate-canary";

    /// <summary>Whom the certificates name; an account of the broker.</summary>
    public const string User = "by-certificate";

    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-tls-").FullName;

    public RabbitMqBroker Broker { get; private set; } = null!;

    public BrokerTls Tls => Broker.Tls!;

    public string Certificate => Path.Combine(_folder, "client.p12");

    public string ExpiredCertificate => Path.Combine(_folder, "expired.p12");

    public string StrangeCertificate => Path.Combine(_folder, "strange.p12");

    /// <summary>The certificate of an authority that did not issue the broker's.</summary>
    public string StrangeAuthority => Path.Combine(_folder, "strange.pem");

    /// <summary>An authority that nobody trusts.</summary>
    public TestAuthority Stranger { get; } = new("Strange authority");

    /// <summary>What a client needs to be let in.</summary>
    public void Apply(RabbitMqOptions options)
    {
        options.TlsAuthorityPath = Tls.AuthorityFile;
        options.TlsCertificatePath = Certificate;
        options.TlsCertificatePassword = FilePassword;
    }

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqBroker.StartWithMutualTlsAsync();
        await Broker.RunCtlAsync("add_user", User, "its-password-is-not-used");
        await Broker.RunCtlAsync("set_permissions", User, ".*", ".*", ".*");
        var now = TimeProvider.System.GetUtcNow();
        Tls.Authority.IssueClient(Certificate, FilePassword, User, now.AddDays(30));
        Tls.Authority.IssueClient(ExpiredCertificate, FilePassword, User, now.AddDays(-1));
        Stranger.IssueClient(StrangeCertificate, FilePassword, User, now.AddDays(30));
        Stranger.WriteTo(StrangeAuthority);
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
