using System.Diagnostics;
using TypedRpc.RabbitMQ;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.Transport;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>TLS with somebody who is not who it says.</summary>
public sealed class UntrustedTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const string FilePassword = "certificate-canary";

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact, Fault("F10")]
    [Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task Nobody_is_trusted_without_the_right_certificate_and_no_call_is_sent_there()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typedrpc-tls-");
        await using RabbitMqBroker broker = await RabbitMqBroker.StartWithMutualTlsAsync(Token);
        using var stranger = new TestAuthority("Strange authority");
        try
        {
            string good = Path.Combine(folder.FullName, "client.p12"), expired = Path.Combine(folder.FullName, "expired.p12"), strange = Path.Combine(folder.FullName, "strange.pem");
            broker.Tls!.Authority.IssueClient(good, FilePassword, "client", Tomorrow);
            broker.Tls.Authority.IssueClient(expired, FilePassword, "client", Tomorrow.AddDays(-3));
            stranger.WriteTo(strange);
            await using RpcConnection serving = await OpenAsync();
            await serving.ServeAsync<ILedgered>(Service, cancellationToken: Token);
            await using RpcConnection calling = await OpenAsync();
            LedgeredClient client = ClientOf(calling);
            (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);

            // Others are refused, and say why; those who are in go on.
            await RefusedAsync("not among the authorities that are trusted", options => options.TlsAuthorityPath = strange);
            await RefusedAsync("not for 'rabbit.example.org'", static options => options.TlsServerName = "rabbit.example.org");
            await RefusedAsync("it had seen no certificate of this client", static options => options.TlsCertificatePath = null);
            await RefusedAsync("it had seen this client's certificate 'CN=client'", options => options.TlsCertificatePath = expired);
            (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);

            // The broker comes back as somebody else.
            int executions = Service.Executions;
            await broker.PresentCertificateAsync(stranger, Tomorrow, "localhost", "127.0.0.1");
            await broker.CloseAllConnectionsAsync("the test ends them");
            await Eventually.TrueAsync(() => Logs.Entries.Any(static entry => entry.EventId == 1003 && entry.Message.Contains("Strange authority", StringComparison.Ordinal)));
            await EndedAsync([ClientOf(calling, TimeSpan.FromMilliseconds(300)).EchoAsync(token: Token)], Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted);
            Service.Executions.ShouldBe(executions);
            await broker.PresentCertificateAsync(null, Tomorrow, "localhost", "127.0.0.1");
            Measure("right certificate to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), ClientOf(calling, TimeSpan.FromSeconds(1), waitForReady: true)), TimeSpan.FromSeconds(5));
            Logs.Entries.ShouldAllBe(static entry => !$"{entry.Message} {entry.Exception}".Contains(FilePassword, StringComparison.Ordinal));

            Task<RpcConnection> OpenAsync(Action<RabbitMqOptions>? change = null) => ConnectAsync(
                broker.Tls.Uri,
                static options => options.FailFast = true,
                options =>
                {
                    (options.TlsAuthorityPath, options.TlsCertificatePath, options.TlsCertificatePassword) = (broker.Tls.AuthorityFile, good, FilePassword);
                    change?.Invoke(options);
                });

            async Task RefusedAsync(string reason, Action<RabbitMqOptions> change) =>
                (await Should.ThrowAsync<TransportException>(OpenAsync(change))).Message.ShouldContain(reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
