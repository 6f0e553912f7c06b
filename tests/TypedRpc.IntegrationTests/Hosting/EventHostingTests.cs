using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using TypedRpc.Behaviour.Events;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>Publishers and subscribers of the generic host.</summary>
[Collection("behaviour")]
public sealed class EventHostingTests(BrokerFixture fixture) : IAsyncDisposable
{
    private readonly string _group = $"hosted-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_go_from_one_host_to_the_group_of_another_from_its_start_to_its_stop()
    {
        var log = new MarketLog();
        using (var subscriber = Build(services => services.AddSingleton(log)))
        {
            subscriber.MapRabbitSubscriber<MarketLog>(Configure);
            await subscriber.StartAsync(Token);
            using var publisher = Build(static services => services.AddRabbitPublisher<IMarket>());
            await publisher.StartAsync(Token);
            await publisher.Services.GetRequiredService<IMarket>().TradedAsync("hosted", 1, Token);
            await log.HasTradedAsync(1);
            await subscriber.StopAsync(Token);

            // The group's queue keeps what comes while nobody is there.
            await publisher.Services.GetRequiredService<IMarket>().TradedAsync("later", 2, Token);
        }

        using var next = Build(services => services.AddSingleton(log));
        next.MapRabbitSubscriber<MarketLog>(Configure);
        await next.StartAsync(Token);
        await log.HasTradedAsync(2);
        log.Traded.ShouldBe([("hosted", 1), ("later", 2)]);
        await next.StopAsync(Token);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        using var bare = Host.CreateEmptyApplicationBuilder(null).Build();
        Should.Throw<InvalidOperationException>(() => bare.MapRabbitSubscriber<MarketLog>()).Message.ShouldBe("MapRabbitSubscriber<MarketLog> needs AddTypedRpc.");
        using var host = Build(static _ => { });
#pragma warning disable TRPC5002 // Wrong on purpose.
        Should.Throw<RpcContractException>(() => host.MapRabbitSubscriber<EventHostingTests>()).Message.ShouldContain("[RabbitEvents");
#pragma warning restore TRPC5002
    }

    [Fact]
    public async Task A_subscriber_is_mapped_before_the_start()
    {
        using var host = Build(static _ => { });
        await host.StartAsync(Token);
        Should.Throw<InvalidOperationException>(() => host.MapRabbitSubscriber<MarketLog>()).Message.ShouldContain("before the host starts");
        await host.StopAsync(Token);
    }

    /// <summary>A queue that stays bound would get what other tests publish, and nothing would be unroutable.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = fixture.Broker.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync($"behaviour.events.Market.{_group}");
    }

    private void Configure(SubscriberOptions options)
    {
        options.Group = _group;
        options.MaxAttempts = 1;
        options.DeadLetter = false;
    }

    private IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", fixture.Broker.Uri.ToString())]);
        builder.Services.AddTypedRpc(builder.Configuration);
        configure(builder.Services);
        return builder.Build();
    }
}
