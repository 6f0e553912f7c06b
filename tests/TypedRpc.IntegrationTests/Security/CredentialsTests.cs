using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Credentials that change while a connection lives: passwords, and OAuth2 tokens that expire.</summary>
public sealed class CredentialsTests(TokenFixture fixture) : IClassFixture<TokenFixture>
{
    private const string User = "changing";

    /// <summary>Short, so that several end within the test; the broker counts whole seconds.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "F11")]
    public async Task After_a_change_of_password_the_next_session_has_the_new_one()
    {
        await fixture.Broker.RunCtlAsync("add_user", User, "first-canary");
        await fixture.Broker.RunCtlAsync("set_permissions", User, ".*", ".*", ".*");
        var password = "first-canary";
        var log = new LogCapture();
        await using var connection = await ConnectAsync(new ScriptedCredentials(_ => new(User, User, password, null)), log);
        await using var server = await connection.ServeAsync<IVault>(new Vault(), cancellationToken: Token);
        var vault = connection.CreateClient<IVault>();
        (await vault.CallerAsync()).ShouldBe(User);

        // The link outlives the change; the next one has to log in.
        await fixture.Broker.RunCtlAsync("change_password", User, "second-canary");
        await vault.OpenAsync("the old link", Token);
        await fixture.Broker.CloseAllConnectionsAsync("new password");
        var refused = await Should.ThrowAsync<RpcException>(() => vault.With(timeout: TimeSpan.FromSeconds(2)).OpenAsync("too early", Token));
        refused.Outcome.ShouldBe(CallOutcome.NotExecuted);
        refused.Message.ShouldContain("refused the user name and password");
        password = "second-canary";
        (await vault.With(waitForReady: true).OpenAsync("new password", Token)).ShouldBe("new password");
        (log.Text + refused).ShouldNotContain("canary");
    }

    [Fact]
    [Trait("Fault", "F12")]
    public async Task A_token_is_renewed_before_it_expires_and_calls_go_on_in_the_same_session()
    {
        var log = new LogCapture();
        var provider = new ScriptedCredentials(_ => Issue());
        await using var connection = await ConnectAsync(provider, log);
        await using var server = await connection.ServeAsync<IVault>(new Vault(), cancellationToken: Token);
        var vault = connection.CreateClient<IVault>();
        await Eventually.TrueAsync(
            async () =>
            {
                await vault.OpenAsync("renewed", Token);
                return provider.Asked >= 4;
            },
            TimeSpan.FromSeconds(60));

        // Only the broker knows whom a token is for.
        (await vault.CallerAsync()).ShouldBe("(none)");
        log.Messages.ShouldNotContain(static line => line.StartsWith("3002", StringComparison.Ordinal), "no session ended");
        log.Text.ShouldNotContain("eyJ");
    }

    [Fact]
    [Trait("Fault", "F12")]
    public async Task A_renewal_that_fails_is_tried_again_while_the_token_is_valid()
    {
        var log = new LogCapture();
        var provider = new ScriptedCredentials(number => number == 2 ? throw new IOException("the issuer is away") : Issue());
        await using var connection = await ConnectAsync(provider, log);
        await Eventually.TrueAsync(() => provider.Asked >= 3, TimeSpan.FromSeconds(60));
        log.Messages.ShouldContain(static line => line.StartsWith("3006", StringComparison.Ordinal) && line.Contains("the issuer is away", StringComparison.Ordinal));
        connection.State.ShouldBe(RpcConnectionState.Connected);
    }

    [Fact]
    public async Task A_provider_that_fails_is_named()
    {
        var failure = await Should.ThrowAsync<TransportException>(() => ConnectAsync(new ScriptedCredentials(_ => throw new IOException("the issuer is away"))));
        (failure.Error, failure.Message).ShouldBe((TransportError.Unavailable, "The credentials provider failed: the issuer is away"));
        var expired = await Should.ThrowAsync<TransportException>(() => ConnectAsync(new ScriptedCredentials(_ => Issue(TimeSpan.FromHours(-1)))));
        expired.Error.ShouldBe(TransportError.AccessRefused);
        var contradiction = await Should.ThrowAsync<ArgumentException>(() => RabbitRpcConnection.ConnectAsync(
            "amqps://localhost",
            configureRabbitMq: options =>
            {
                options.AuthenticateWithCertificate = true;
                options.UseCredentials(new ScriptedCredentials(_ => Issue()));
            },
            cancellationToken: Token));
        contradiction.Message.ShouldContain("two ways to log in");
    }

    private global::RabbitMQ.Client.Credentials Issue(TimeSpan? lifetime = null) => new("tokens", string.Empty, fixture.Issuer.Issue("tokens", lifetime ?? Lifetime), lifetime ?? Lifetime);

    private Task<RabbitRpcConnection> ConnectAsync(ScriptedCredentials provider, LogCapture? log = null) => RabbitRpcConnection.ConnectAsync(
        new UriBuilder(fixture.Broker.Uri) { UserName = "", Password = "" }.Uri.ToString(),
        configureRabbitMq: options => options.UseCredentials(provider),
        loggerFactory: log,
        cancellationToken: Token);
}
