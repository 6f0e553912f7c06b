using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>The generic host: registration, configuration, lifetimes, health, start and stop.</summary>
[Collection("behaviour")]
public sealed class HostingTests(BrokerFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_and_server_hosts_meet_and_every_call_has_its_scope()
    {
        using var server = BuildServer(static services => services.AddScoped<Teller>());
        await server.StartAsync(Token);
        using var client = BuildClient();
        await client.StartAsync(Token);
        var teller = client.Services.GetRequiredService<ITeller>();
        var first = await teller.WhoAsync();
        (await teller.WhoAsync()).ShouldNotBe(first);
        await Eventually.TrueAsync(() => Teller.Disposed >= 2, TestTimeouts.Step);
        (await client.Services.GetRequiredService<ICounter>().CountAsync()).ShouldBe(1);
        await client.StopAsync(Token);
        await server.StopAsync(Token);
    }

    [Fact]
    public async Task A_client_whose_payload_has_no_formatter_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", fixture.Broker.Uri.ToString())]);
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddRabbitClient<IUnformatted>();
        using var host = builder.Build();
        (await Should.ThrowAsync<RpcContractException>(host.StartAsync(Token))).Message.ShouldContain(nameof(Unformatted));
    }

    [Fact]
    public async Task A_singleton_serves_all_calls_and_an_unregistered_class_is_made_per_call()
    {
        using (var server = BuildServer(static services => services.AddSingleton<Teller>()))
        {
            await server.StartAsync(Token);
            var teller = server.Services.GetRequiredService<ITeller>();
            (await teller.WhoAsync()).ShouldBe(await teller.WhoAsync());
            await server.StopAsync(Token);
        }

        using (var server = BuildServer(static _ => { }))
        {
            await server.StartAsync(Token);
            var teller = server.Services.GetRequiredService<ITeller>();
            (await teller.WhoAsync()).ShouldNotBe(await teller.WhoAsync());
            await server.StopAsync(Token);
        }
    }

    [Fact]
    public async Task A_class_that_is_registered_under_its_contract_is_resolved_as_registered()
    {
        using (var server = BuildServer(static services => services.AddSingleton<ICounter, Teller>()))
        {
            // Its other contract is not registered: that is made per call.
            await server.StartAsync(Token);
            var counter = server.Services.GetRequiredService<RpcConnection>().CreateClient<ICounter>();
            (await counter.CountAsync(), await counter.CountAsync()).ShouldBe((1, 2));
            var teller = server.Services.GetRequiredService<ITeller>();
            (await teller.WhoAsync()).ShouldNotBe(await teller.WhoAsync());
            await server.StopAsync(Token);
        }

        using (var server = BuildServer(static services => services.AddScoped<ICounter, Teller>()))
        {
            await server.StartAsync(Token);
            var counter = server.Services.GetRequiredService<RpcConnection>().CreateClient<ICounter>();
            (await counter.CountAsync(), await counter.CountAsync()).ShouldBe((1, 1));
            await server.StopAsync(Token);
        }
    }

    [Fact]
    public async Task A_stop_without_time_left_still_answers_what_runs()
    {
        using var server = BuildServer(static services => services.AddSingleton<Teller>());
        await server.StartAsync(Token);
        var bench = new Workbench();
        await server.Services.GetRequiredService<RpcConnection>().ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: Token);
        var call = connection.CreateClient<IWorkbench>().WaitAsync("held", Token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("held"));
        await server.StopAsync(new CancellationToken(canceled: true));
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown));
        exception.Message.ShouldContain("The server stopped");
    }

    [Fact]
    public void Configuration_is_bound()
    {
        var builder = Builder(("TypedRpc:DefaultTimeout", "00:00:07"), ("TypedRpc:Service:Prefetch", "7"), ("TypedRpc:RabbitMQ:Heartbeat", "00:00:20"), ("TypedRpc:RabbitMQ:Endpoints:0", "one:1"));
        builder.Services.AddTypedRpc(builder.Configuration);
        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptions<TypedRpcOptions>>().Value;
        (options.DefaultTimeout, options.Service.Prefetch).ShouldBe((TimeSpan.FromSeconds(7), 7));
        var rabbitMq = host.Services.GetRequiredService<IOptions<RabbitMQ.RabbitMqOptions>>().Value;
        rabbitMq.Heartbeat.ShouldBe(TimeSpan.FromSeconds(20));
        rabbitMq.Endpoints.ShouldBe(["one:1"]);
        rabbitMq.ToString().ShouldBe("amqp://one:1/");
    }

    [Theory]
    [InlineData("TypedRpc:DefaultTimeout", "-00:00:01")]
    [InlineData("TypedRpc:MaxPendingCalls", "0")]
    [InlineData("TypedRpc:MaxMessageSize", "12")]
    [InlineData("TypedRpc:Service:Prefetch", "70000")]
    [InlineData("TypedRpc:RabbitMQ:Heartbeat", "00:00:00")]
    [InlineData("TypedRpc:RabbitMQ:Endpoints:0", "guest:swordfish@localhost:5672")]
    [InlineData("TypedRpc:RabbitMQ:Endpoints:0", "localhost:swordfish")]
    [InlineData("ConnectionStrings:rabbitmq", "http://guest:swordfish@localhost")]
    public async Task A_wrong_setting_is_named_at_the_start(string setting, string value)
    {
        var builder = Builder((setting, value));
        builder.Services.AddTypedRpc(builder.Configuration);
        var exception = await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            using var host = builder.Build();
            await host.StartAsync(Token);
        });
        exception.Message.ShouldContain(setting);
        exception.Message.ShouldNotContain("swordfish");
    }

    [Fact]
    [Trait("Fault", "A4")]
    public async Task A_host_starts_without_a_broker_unless_it_is_to_fail_fast()
    {
        var dead = $"amqp://127.0.0.1:{FreePort.Next()}";
        using (var host = BuildClient(("ConnectionStrings:rabbitmq", dead)))
        {
            await host.StartAsync(Token);
            var exception = await Should.ThrowAsync<RpcException>(host.Services.GetRequiredService<ITeller>().With(timeout: TimeSpan.FromMilliseconds(200)).WhoAsync());
            (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted));
            (await HealthAsync(host)).ShouldBe(HealthStatus.Unhealthy);
            await host.StopAsync(Token);
        }

        using var strict = BuildClient(("ConnectionStrings:rabbitmq", dead), ("TypedRpc:FailFast", "true"));
        (await Should.ThrowAsync<TransportException>(strict.StartAsync(Token))).Error.ShouldBe(TransportError.Unavailable);
    }

    [Fact]
    public async Task A_connected_host_is_healthy()
    {
        using var host = BuildClient();
        await host.StartAsync(Token);
        (await HealthAsync(host)).ShouldBe(HealthStatus.Healthy);
        await host.StopAsync(Token);
    }

    [Fact]
    public void Mistakes_in_the_registration_say_what_to_do()
    {
        using var empty = Host.CreateEmptyApplicationBuilder(null).Build();
        Should.Throw<InvalidOperationException>(() => empty.MapRabbitService<Teller>()).Message.ShouldContain("AddTypedRpc");
        using var host = BuildServer(static _ => { });
        Should.Throw<InvalidOperationException>(() => host.MapRabbitService<Teller>()).Message.ShouldContain("served");
#pragma warning disable TRPC5002 // Wrong on purpose.
        Should.Throw<RpcContractException>(() => host.MapRabbitService<HostingTests>()).Message.ShouldContain("RabbitService");
        Should.Throw<RpcContractException>(() => host.Services.GetRequiredService<RpcConnection>().CreateClient<IDisposable>()).Message.ShouldContain("RabbitService");
#pragma warning restore TRPC5002
        Should.Throw<RpcContractException>(() => host.Services.GetRequiredService<RpcConnection>().CreateClient<IUnformatted>()).Message.ShouldContain("Unformatted");
    }

    private IHost BuildServer(Action<IServiceCollection> configure)
    {
        var builder = Builder();
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddRabbitClient<ITeller>();
        configure(builder.Services);
        var host = builder.Build();
        return host.MapRabbitService<Teller>();
    }

    private IHost BuildClient(params (string Key, string Value)[] settings)
    {
        var builder = Builder(settings);
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddRabbitClient<ITeller>().AddRabbitClient<ICounter>();
        builder.Services.AddHealthChecks().AddTypedRpc();
        return builder.Build();
    }

    private HostApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", fixture.Broker.Uri.ToString())]);
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)));
        return builder;
    }

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["typedrpc"].Status;
}
