using RabbitMQ.Client;
using TypedRpc.Behaviour.Events;
using TypedRpc.RabbitMQ;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>The permissions of publishers and subscribers are enough for what they are promised, and for little else.</summary>
[Collection("security")]
public sealed class EventPrivilegeTests(SecurityFixture fixture)
{
    private const int AccessRefused = 403;
    private const string Exchange = "behaviour.events";
    private const string Queue = $"{Exchange}.Market.audit";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private static readonly Dictionary<string, Func<IChannel, Task>> Operations = new()
    {
        ["publish an event"] = static channel => PublishAsync(channel, Exchange, "Market.Traded"),
        ["publish to the default exchange"] = static channel => PublishAsync(channel, "", SecurityFixture.Victim),
        ["publish a request"] = static channel => PublishAsync(channel, "ledger", "Ledger.Read"),
        ["listen to events"] = static async channel => await channel.QueueBindAsync((await channel.QueueDeclareAsync()).QueueName, Exchange, "#"),
        ["bind somebody's queue"] = static channel => channel.QueueBindAsync(SecurityFixture.Victim, Exchange, "#"),
        ["get from a group's queue"] = static channel => channel.BasicGetAsync(Queue, autoAck: true),
        ["get from somebody's queue"] = static channel => channel.BasicGetAsync(SecurityFixture.Victim, autoAck: true),
        ["purge a group's queue"] = static channel => channel.QueuePurgeAsync(Queue),
        ["delete a group's queue"] = static channel => channel.QueueDeleteAsync(Queue),
        ["delete somebody's queue"] = static channel => channel.QueueDeleteAsync(SecurityFixture.Victim),
        ["declare a foreign queue"] = static channel => channel.QueueDeclareAsync("foreign", durable: false, exclusive: false, autoDelete: true),
        ["declare a foreign exchange"] = static channel => channel.ExchangeDeclareAsync("foreign", ExchangeType.Fanout, durable: false, autoDelete: true),
    };

    private static readonly string[] Nobody =
        ["publish a request", "bind somebody's queue", "get from somebody's queue", "delete somebody's queue", "declare a foreign queue", "declare a foreign exchange"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_has_what_it_needs_and_no_more()
    {
        await fixture.AddAsync("publisher", RabbitMqPermissions.ForPublisher<IMarket>());
        await fixture.AddAsync("auditor", RabbitMqPermissions.ForSubscriber<IMarket>(Audit));
        await fixture.AddAsync("watcher", RabbitMqPermissions.ForSubscriber<IMarket>());
        await EventsAreHandledAsync(declare: true);
        await RefusedAsync("publisher", [.. Nobody, "publish to the default exchange", "listen to events", "get from a group's queue", "purge a group's queue", "delete a group's queue"]);
        await RefusedAsync("auditor", [.. Nobody, "publish an event"]);
        await RefusedAsync("watcher", [.. Nobody, "publish an event", "publish to the default exchange", "get from a group's queue", "purge a group's queue", "delete a group's queue"]);
        (await TryAsync("publisher", "publish an event")).ShouldBe(0);
        (await TryAsync("watcher", "listen to events")).ShouldBe(0);

        var premade = new TypedRpcOptions { DeclareTopology = false };
        await fixture.AddAsync("publisher", RabbitMqPermissions.ForPublisher<IMarket>(premade));
        await fixture.AddAsync("auditor", RabbitMqPermissions.ForSubscriber<IMarket>(Audit, premade));
        await fixture.AddAsync("watcher", RabbitMqPermissions.ForSubscriber<IMarket>(null, premade));
        await EventsAreHandledAsync(declare: false);
        await RefusedAsync("auditor", [.. Nobody, "publish an event", "delete a group's queue"]);
    }

    private async Task EventsAreHandledAsync(bool declare)
    {
        var audit = new MarketLog();
        var watch = new MarketLog();
        await using var auditing = await ConnectAsync("auditor", declare);
        await using var auditor = await auditing.SubscribeAsync<IMarket>(audit, Audit, Token);
        await using var watching = await ConnectAsync("watcher", declare);
        await using var watcher = await watching.SubscribeAsync<IMarket>(watch, cancellationToken: Token);
        await using var publishing = await ConnectAsync("publisher", declare);
        var publisher = publishing.CreatePublisher<IMarket>(static options => options.Mandatory = true);
        await publisher.TradedAsync("fail-1", 1, Token);
        await publisher.TradedAsync("fail-9", 2, Token);
        await publisher.QuotedAsync("eu", 3m, Token);
        await audit.HasTradedAsync(1);
        await watch.HasQuotedAsync(1);

        // Each has its place after a lost session too.
        await auditing.DropSessionAsync();
        await publishing.DropSessionAsync();
        await publisher.TradedAsync("after a loss", 4, Token);
        await audit.HasTradedAsync(2);
        await Eventually.TrueAsync(() => audit.Attempts.Any(static attempt => attempt is ("fail-9", 2, _)));
    }

    private static void Audit(SubscriberOptions options)
    {
        options.Group = "audit";
        options.MaxAttempts = 2;
        options.RetryDelay = RetryDelay;
    }

    private Task<RabbitRpcConnection> ConnectAsync(string account, bool declare) =>
        RabbitRpcConnection.ConnectAsync(fixture.UriOf(account), options => options.DeclareTopology = declare, cancellationToken: Token);

    private async Task RefusedAsync(string account, string[] operations)
    {
        foreach (var operation in operations)
        {
            (await TryAsync(account, operation)).ShouldBe(AccessRefused, $"{account} may not {operation}");
        }
    }

    private Task<int> TryAsync(string account, string operation) => fixture.TryAsync(account, Operations[operation]);

    private static Task PublishAsync(IChannel channel, string exchange, string key) => channel.BasicPublishAsync(exchange, key, new byte[] { 0xc0 }).AsTask();
}
