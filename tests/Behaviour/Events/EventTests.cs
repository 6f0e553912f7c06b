using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour.Events;

/// <summary>Who gets which event.</summary>
public abstract class EventTests : EventSuite
{
    [Fact]
    public async Task Every_group_gets_an_event_and_so_does_every_instance_without_one()
    {
        MarketLog[] logs = [new(), new(), new(), new()];
        await SubscribeAsync(logs[0], "mail");
        await SubscribeAsync(logs[1], "books");
        await SubscribeAsync(logs[2], null);
        await SubscribeAsync(logs[3], null);
        await Publisher.TradedAsync(Own("A"), 1, Token);
        foreach (var log in logs)
        {
            await Eventually.TrueAsync(() => log.Traded.Contains((Own("A"), 1)), Soon);
        }
    }

    [Fact]
    public async Task The_instances_of_a_group_share_its_events()
    {
        MarketLog one = new(), other = new();
        await SubscribeAsync(one, "shared", static options => options.Prefetch = 1);
        await SubscribeAsync(other, "shared", static options => options.Prefetch = 1);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Publisher.TradedAsync("S", number, Token).AsTask()));
        await Eventually.TrueAsync(() => one.Traded.Count + other.Traded.Count >= 200, Soon);
        one.Traded.Concat(other.Traded).Select(static trade => trade.Quantity).Order().ShouldBe(Enumerable.Range(0, 200));
        one.Traded.ShouldNotBeEmpty();
        other.Traded.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_group_gets_what_was_published_while_none_of_its_instances_ran()
    {
        await (await SubscribeAsync(new MarketLog(), "away")).DisposeAsync();
        await Publisher.TradedAsync("meanwhile", 7, Token);
        var log = new MarketLog();
        await SubscribeAsync(log, "away");
        await log.HasTradedAsync(1);
        log.Traded.ShouldBe([("meanwhile", 7)]);
    }

    [Theory]
    [InlineData("eu")]
    [InlineData("eu.west")]
    [InlineData("*")]
    [InlineData("#.%2E")]
    [InlineData("Zürich 東京 🙂")]
    public async Task A_parameter_of_the_template_travels_in_the_routing_key_whatever_it_is(string region)
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "keys", static options => options.Events.Add("Quoted"));
        await Publisher.QuotedAsync(region, 1.5m, Token);
        await log.HasQuotedAsync(1);
        log.Quoted.ShouldBe([(region, 1.5m)]);
    }

    [Fact]
    public async Task A_subscriber_chooses_events_and_patterns()
    {
        MarketLog trades = new(), eu = new(), all = new();
        await SubscribeAsync(trades, "trades", static options => options.Events.Add("Traded"));
        await SubscribeAsync(eu, "eu", static options => options.Patterns.Add("quote.eu.*"));
        await SubscribeAsync(all, "all", static options => options.Patterns.Add("#"));
        await Publisher.QuotedAsync("us", 1m, Token);
        await Publisher.QuotedAsync("eu", 2m, Token);
        await Publisher.TradedAsync("T", 3, Token);
        await trades.HasTradedAsync(1);
        await eu.HasQuotedAsync(1);
        await all.HasQuotedAsync(2);
        await all.HasTradedAsync(1);
        trades.Quoted.ShouldBeEmpty();
        eu.Quoted.ShouldBe([("eu", 2m)]);
        eu.Traded.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_no_queue_is_bound_for_is_dropped_unless_it_is_mandatory()
    {
        var region = Own("nowhere");
        await Publisher.QuotedAsync(region, 1m, Token);
        var strict = ClientConnection.CreatePublisher<IMarket>(static options => options.Mandatory = true);
        var exception = await FailsAsync(() => strict.QuotedAsync(region, 1m, Token).AsTask(), RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        exception.Message.ShouldContain($"quote.{region}.changed");
    }

    [Fact]
    public async Task What_a_key_cannot_carry_is_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(() => Publisher.QuotedAsync("", 1m, Token).AsTask())).Message.ShouldContain("'region'");
        (await Should.ThrowAsync<ArgumentException>(() => Publisher.QuotedAsync(new string('x', 250), 1m, Token).AsTask())).Message.ShouldContain("255");
    }

    [Fact]
    public async Task A_message_that_is_no_event_of_the_contract_is_passed_over()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "open", static options => options.Patterns.Add("#"));
        await ClientConnection.Messaging.PublishAsync(Exchange, Own("foreign"), "x"u8.ToArray(), cancellationToken: Token);
        await Publisher.TradedAsync("T", 1, Token);
        await log.HasTradedAsync(1);
        await Eventually.TrueAsync(async () => await Broker.CountAsync(QueueOf("open")) == 0, Soon);
        (await Broker.CountAsync(QueueOf("open") + ".dead")).ShouldBe(0);
    }
}
