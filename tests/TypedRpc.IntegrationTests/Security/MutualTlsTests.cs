using System.Security.Authentication;
using TypedRpc.RabbitMQ;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>TLS in both directions with a real broker: who is not who it says is refused, in words that say why.</summary>
[Collection(MutualTlsCollection.Name)]
[Trait("Fault", "F10")]
public sealed class MutualTlsTests(MutualTlsFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Calls_go_over_TLS_with_a_private_authority_and_a_client_certificate()
    {
        var log = new LogCapture();
        await using var connection = await ConnectAsync(log: log);
        await CallAsync(connection, User());
        log.Text.ShouldContain("The certificate of amqps://127.0.0.1");
        log.Text.ShouldContain("expires on");
        log.Text.ShouldNotContain("The client's certificate");
    }

    [Fact]
    public async Task A_certificate_logs_in_without_a_password()
    {
        await using var connection = await ConnectAsync(static options => options.AuthenticateWithCertificate = true, withoutPassword: true);
        await CallAsync(connection, "(none)");
        await using var named = await ConnectAsync(
            static options => (options.AuthenticateWithCertificate, options.UserName) = (true, MutualTlsFixture.User), withoutPassword: true);
        await CallAsync(named, MutualTlsFixture.User);
    }

    [Fact]
    public async Task A_certificate_of_nobody_that_the_broker_knows_does_not_log_in()
    {
        await fixture.Broker.RunCtlAsync("clear_permissions", MutualTlsFixture.User);
        try
        {
            var refused = await RefusedAsync(static options => options.AuthenticateWithCertificate = true, withoutPassword: true);
            refused.Error.ShouldBe(TransportError.AccessRefused);
            refused.Message.ShouldContain("refused the user of the client's certificate");
            refused.Message.ShouldContain("refused for user 'by-certificate'");
        }
        finally
        {
            await fixture.Broker.RunCtlAsync("set_permissions", MutualTlsFixture.User, ".*", ".*", ".*");
        }
    }

    [Fact]
    public async Task A_broker_of_an_unknown_authority_is_not_trusted()
    {
        var refused = await RefusedAsync(options => options.TlsAuthorityPath = fixture.StrangeAuthority);
        refused.Error.ShouldBe(TransportError.Unavailable);
        refused.Message.ShouldContain("'CN=TypedRpc test authority', which is not among the authorities that are trusted");

        // Nor does the system know it.
        (await RefusedAsync(static options => options.TlsAuthorityPath = null)).Message.ShouldContain("not among the authorities that are trusted");
    }

    [Fact]
    public async Task A_broker_with_another_name_is_not_trusted() =>
        (await RefusedAsync(static options => options.TlsServerName = "rabbit.example.org")).Message
            .ShouldContain("its certificate is for 'localhost, 127.0.0.1', not for 'rabbit.example.org'");

    [Fact]
    public async Task A_broker_with_an_expired_or_a_stranger_s_certificate_is_not_trusted_until_it_is_renewed()
    {
        await fixture.Broker.PresentCertificateAsync(null, Tomorrow.AddDays(-3), "localhost", "127.0.0.1");
        try
        {
            (await RefusedAsync()).Message.ShouldContain("its certificate 'CN=localhost' expired on");
            await fixture.Broker.PresentCertificateAsync(fixture.Stranger, Tomorrow, "localhost", "127.0.0.1");
            (await RefusedAsync()).Message.ShouldContain("'CN=Strange authority', which is not among");
            await fixture.Broker.PresentCertificateAsync(null, Tomorrow, "other.example.org");
            (await RefusedAsync()).Message.ShouldContain("its certificate is for 'other.example.org', not for '127.0.0.1'");
        }
        finally
        {
            await fixture.Broker.PresentCertificateAsync(null, Tomorrow, "localhost", "127.0.0.1");
        }

        await using var connection = await ConnectAsync();
        connection.State.ShouldBe(RpcConnectionState.Connected);
    }

    [Theory]
    [InlineData(null, "it had seen no certificate of this client (if it wants one: TypedRpc:RabbitMQ:TlsCertificatePath)")]
    [InlineData("expired", "it had seen this client's certificate 'CN=by-certificate' of 'CN=TypedRpc test authority', good until")]
    [InlineData("strange", "it had seen this client's certificate 'CN=by-certificate' of 'CN=Strange authority', good until")]
    public async Task A_client_without_a_good_certificate_is_refused(string? which, string reason)
    {
        var refused = await RefusedAsync(options => options.TlsCertificatePath = which switch
        {
            "expired" => fixture.ExpiredCertificate,
            "strange" => fixture.StrangeCertificate,
            _ => null,
        });
        (refused.Error, refused.Message.Contains(reason, StringComparison.Ordinal)).ShouldBe((TransportError.Unavailable, true), refused.Message);
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_named()
    {
        await WrongAsync(static options => options.TlsAuthorityPath = "/no/such.pem", "TypedRpc:RabbitMQ:TlsAuthorityPath: there is no file '/no/such.pem'");
        await WrongAsync(options => options.TlsAuthorityPath = fixture.Certificate, "TypedRpc:RabbitMQ:TlsAuthorityPath");
        await WrongAsync(static options => options.TlsCertificatePath = "/no/such.p12", "TypedRpc:RabbitMQ:TlsCertificatePath: there is no file '/no/such.p12'");
        await WrongAsync(static options => options.TlsCertificatePassword = "wrong-canary", "TlsCertificatePassword is not its password");
        await WrongAsync(options => options.TlsCertificatePath = fixture.StrangeAuthority, "is no PKCS#12 file");
        await WrongAsync(static options => options.TlsProtocols = Enum.Parse<SslProtocols>("Tls11, Tls12"), "only Tls12 and Tls13 are safe");
        await WrongAsync(static options => (options.AuthenticateWithCertificate, options.TlsCertificatePath) = (true, null), "AuthenticateWithCertificate needs TlsCertificatePath");
        await WrongAsync(options => options.Uri = fixture.Broker.Uri.ToString(), "TypedRpc:RabbitMQ:TlsAuthorityPath is set, but the URI is not amqps");
    }

    private string User() => Uri.UnescapeDataString(fixture.Tls.Uri.UserInfo.Split(':')[0]);

    private static async Task CallAsync(RpcConnection connection, string caller)
    {
        await using var server = await connection.ServeAsync<IVault>(new Vault(), cancellationToken: Token);
        (await connection.CreateClient<IVault>().OpenAsync("over TLS", Token)).ShouldBe("over TLS");
        (await connection.CreateClient<IVault>().CallerAsync()).ShouldBe(caller);
    }

    private async Task WrongAsync(Action<RabbitMqOptions> configure, string message)
    {
        var exception = await Should.ThrowAsync<ArgumentException>(ConnectAsync(configure));
        exception.Message.ShouldContain(message);
        exception.ToString().ShouldNotContain("canary");
    }

    private async Task<TransportException> RefusedAsync(Action<RabbitMqOptions>? configure = null, bool withoutPassword = false)
    {
        var exception = await Should.ThrowAsync<TransportException>(ConnectAsync(configure, withoutPassword));
        exception.ToString().ShouldNotContain(MutualTlsFixture.FilePassword);
        return exception;
    }

    private Task<RabbitRpcConnection> ConnectAsync(Action<RabbitMqOptions>? configure = null, bool withoutPassword = false, LogCapture? log = null)
    {
        var uri = withoutPassword ? new UriBuilder(fixture.Tls.Uri) { UserName = "", Password = "" }.Uri : fixture.Tls.Uri;
        return RabbitRpcConnection.ConnectAsync(
            uri.ToString(),
            null,
            options =>
            {
                fixture.Apply(options);
                configure?.Invoke(options);
            },
            log,
            Token);
    }
}
