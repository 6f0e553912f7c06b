using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>A password that is like no other word, looked for everywhere that something is printed.</summary>
[Trait("Fault", "F16")]
[Collection("security")]
public sealed class SecretTests(SecurityFixture fixture) : IDisposable
{
    private const string Canary = "c4n4ry-p4ssw0rd";

    private readonly LogCapture _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Settings_print_and_serialize_without_what_can_hold_a_password()
    {
        var options = new RabbitMqOptions { Uri = $"amqps://user:{Canary}@host/vhost", Password = Canary, TlsCertificatePassword = Canary, ClientName = "shown" };
        options.ToString().ShouldBe("amqps://host:5671/vhost");
        JsonSerializer.Serialize(options).ShouldContain("shown");
        JsonSerializer.Serialize(options).ShouldNotContain(Canary);
        using var xml = new MemoryStream();
        new System.Runtime.Serialization.DataContractSerializer(typeof(RabbitMqOptions)).WriteObject(xml, options);
        System.Text.Encoding.UTF8.GetString(xml.ToArray()).ShouldNotContain(Canary);
        BrokerAddress.Parse(options).ToString().ShouldNotContain(Canary);
        new TypedRpcOptions().ToString()!.ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("amqp://user:12/" + Canary + "@host/")]
    [InlineData("amqp://user:12?" + Canary + "@host/")]
    [InlineData("amqp://user:12#" + Canary + "@host/")]
    [InlineData("amqp://user:" + Canary + "/x@host/")]
    [InlineData("amqp://user:" + Canary + "#x@host/")]
    [InlineData("user:" + Canary + "@host")]
    [InlineData("http://user:" + Canary + "@host")]
    public async Task A_URI_with_a_password_that_is_not_encoded_is_refused_and_not_shown(string uri)
    {
        var exception = await Should.ThrowAsync<ArgumentException>(RabbitRpcConnection.ConnectAsync(uri, loggerFactory: _log, cancellationToken: Token));
        exception.Message.ShouldContain("percent-encoded");
        exception.ToString().ShouldNotContain(Canary);
        new RabbitMqOptions { Uri = uri }.ToString().ShouldBe("RabbitMQ, settings invalid");
    }

    [Fact]
    public async Task Nothing_that_is_logged_thrown_or_reported_holds_the_password()
    {
        using var events = new LibraryEvents();
        await fixture.Broker.RunCtlAsync("add_user", "canary", Canary);
        await fixture.Broker.RunCtlAsync("set_permissions", "canary", ".*", ".*", ".*");
        var uri = new UriBuilder(fixture.Broker.Uri) { UserName = "canary", Password = Canary };
        var texts = new List<string>();

        // Connected, lost, connected again, and every kind of refusal.
        await using (var connection = await RabbitRpcConnection.ConnectAsync(uri.Uri.ToString(), loggerFactory: _log, cancellationToken: Token))
        {
            await using var server = await connection.ServeAsync<IVault>(new Vault(), cancellationToken: Token);
            (await connection.CreateClient<IVault>().OpenAsync("text", Token)).ShouldBe("text");
            texts.Add((await Should.ThrowAsync<RpcException>(connection.CreateClient<IVault>().FailAsync())).ToString());
            texts.Add($"{connection.Broker} {connection}");
            await fixture.Broker.RunCtlAsync("set_permissions", "canary", "^$", "^$", "^$");
            await fixture.Broker.RunCtlAsync("close_all_user_connections", "canary", "the test ends them");
            await Eventually.TrueAsync(() => _log.Messages.Any(static message => message.StartsWith("1004 ", StringComparison.Ordinal)));
            texts.Add(connection.StateReason!);
            texts.Add((await Should.ThrowAsync<RpcException>(connection.CreateClient<IVault>().With(timeout: TimeSpan.FromMilliseconds(300)).OpenAsync("text", Token))).ToString());
        }

        await fixture.Broker.RunCtlAsync("clear_permissions", "canary");
        texts.Add(await RefusedAsync(uri.Uri, TransportError.AccessRefused));
        await fixture.Broker.RunCtlAsync("delete_user", "canary");
        texts.Add(await RefusedAsync(uri.Uri, TransportError.AccessRefused));
        texts.Add(await RefusedAsync(new UriBuilder(uri.Uri) { Port = FreePort.Next() }.Uri, TransportError.Unavailable));
        texts.Add(await RefusedAsync(new UriBuilder(uri.Uri) { Host = "no.such.host.invalid" }.Uri, TransportError.Unavailable));
        texts.Add(await RefusedAsync(new UriBuilder(uri.Uri) { Scheme = "amqps" }.Uri, TransportError.Unavailable));
        texts.Add(await HealthAsync(uri.Uri));
        _log.Messages.ShouldNotBeEmpty();
        string.Join('\n', texts).ShouldNotContain(Canary);
        _log.Text.ShouldNotContain(Canary);
        events.Text.ShouldNotContain(Canary);
    }

    private async Task<string> RefusedAsync(Uri uri, TransportError error)
    {
        var exception = await Should.ThrowAsync<TransportException>(RabbitRpcConnection.ConnectAsync(uri.ToString(), loggerFactory: _log, cancellationToken: Token));
        exception.Error.ShouldBe(error, exception.Message);
        return exception.ToString();
    }

    private async Task<string> HealthAsync(Uri uri)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", new UriBuilder(uri) { Port = FreePort.Next() }.Uri.ToString()), new("TypedRpc:RabbitMQ:Password", Canary)]);
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddHealthChecks().AddTypedRpc();
        using var host = builder.Build();
        await host.StartAsync(Token);
        var entry = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["typedrpc"];
        var options = host.Services.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
        options.Password.ShouldBe(Canary);
        await host.StopAsync(Token);
        return $"{entry.Status} {entry.Description} {string.Join(' ', entry.Data)} {entry.Exception} {options} {JsonSerializer.Serialize(options)}";
    }

    /// <summary>What the client library tells of itself.</summary>
    private sealed class LibraryEvents : EventListener
    {
        private readonly ConcurrentQueue<string> _events = new();

        public string Text => string.Join('\n', _events);

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.Contains("rabbitmq", StringComparison.OrdinalIgnoreCase))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => _events.Enqueue($"{eventData.EventName} {eventData.Message} {string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[])}");
    }
}
