using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour.Events;

/// <summary>What becomes of events whose handlers fail, and of publishes and subscriptions whose link is lost.</summary>
public abstract class EventFailureTests : EventSuite
{
    [Fact]
    public async Task A_handler_that_fails_is_tried_again_by_its_own_group_alone()
    {
        MarketLog failing = new(), other = new();
        await SubscribeAsync(failing, "failing");
        await SubscribeAsync(other, "other");
        await Publisher.TradedAsync("fail-2", 5, Token);
        await failing.HasTradedAsync(1);
        await other.HasTradedAsync(1);
        foreach (var log in new[] { failing, other })
        {
            log.Attempts.Select(static attempt => attempt.Attempt).ShouldBe([1, 2, 3]);
            log.Attempts.Select(static attempt => attempt.MessageId).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_handler_that_fails_to_the_end_leaves_a_dead_letter_that_says_why()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "giving-up");
        await Publisher.TradedAsync("fail-9", 5, Token);
        var dead = await DeadLetterAsync("giving-up");
        log.Attempts.Count.ShouldBe(3);
        dead.Properties.Headers!["typedrpc-attempts"].ShouldBe(3L);
        dead.Properties.Headers["typedrpc-reason"].ShouldBe("InvalidOperationException: as asked for");
        dead.Properties.Headers["typedrpc-exchange"].ShouldBe(Exchange);
        dead.Properties.Headers["typedrpc-routing-key"].ShouldBe("Market.Traded");
        dead.MessageId.ShouldBe(log.Attempts.First().MessageId);
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_a_dead_letter_at_once()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "strict");
        await ClientConnection.Messaging.PublishAsync(Exchange, "Market.Traded", new byte[] { 0x93, 0x01 }, cancellationToken: Token);
        var dead = await DeadLetterAsync("strict");
        ((string)dead.Properties.Headers!["typedrpc-reason"]!).ShouldContain("cannot be decoded");
        dead.Properties.Headers["typedrpc-attempts"].ShouldBe(1L);
        log.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_without_a_group_tries_again_as_well()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, null);
        var symbol = "fail-1" + Own("own");
        await Publisher.TradedAsync(symbol, 5, Token);
        await Eventually.TrueAsync(() => log.Traded.Contains((symbol, 5)), Soon);
        log.Attempts.Count(attempt => attempt.Symbol == symbol).ShouldBe(2);
    }

    [Fact]
    public async Task An_ordered_subscriber_waits_for_the_event_that_fails()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "ordered", static options => options.Ordered = true);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Publisher.TradedAsync(number == 10 ? "fail-2" : "S", number, Token).AsTask()));
        await log.HasTradedAsync(50);
        log.Traded.Select(static trade => trade.Quantity).ShouldBe(Enumerable.Range(0, 50));
        log.Attempts.Count.ShouldBe(52);
    }

    [Fact]
    public async Task Acknowledged_before_it_is_handled_an_event_that_fails_is_gone()
    {
        var log = new MarketLog();
        var subscription = await SubscribeAsync(log, "once", static options => options.Acknowledgement = AcknowledgementMode.Automatic);
        await Publisher.TradedAsync("fail-1", 5, Token);
        await Publisher.TradedAsync("S", 6, Token);
        await log.HasTradedAsync(1);
        await subscription.DisposeAsync();
        log.Attempts.ShouldAllBe(static attempt => attempt.Attempt == 1);
        (await Broker.CountAsync(QueueOf("once"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_handled_once()
    {
        var log = new MarketLog();
        var store = new InMemoryDeduplicationStore();
        await SubscribeAsync(log, "unique", options => options.Deduplication = store);
        var properties = new MessageProperties { MessageId = Own("id") };
        byte[] body = [0x92, 0xa1, (byte)'S', 0x01];
        await ClientConnection.Messaging.PublishAsync(Exchange, "Market.Traded", body, properties, cancellationToken: Token);

        // The id is added after the handler has succeeded.
        await Eventually.TrueAsync(async () => await store.ContainsAsync(QueueOf("unique"), Own("id"), Token));
        await ClientConnection.Messaging.PublishAsync(Exchange, "Market.Traded", body, properties, cancellationToken: Token);
        await Publisher.TradedAsync("last", 2, Token);
        await log.HasTradedAsync(2);
        log.Traded.ShouldBe([("S", 1), ("last", 2)]);
    }

    [Fact]
    public async Task Events_published_over_lost_links_all_arrive_under_their_own_ids()
    {
        var log = new MarketLog();
        await SubscribeAsync(log, "cuts");
        var publishing = Enumerable.Range(0, 300).Select(async number =>
        {
            if (number % 100 == 50)
            {
                await ClientConnection.DropSessionAsync();
            }

            await Publisher.TradedAsync("S", number, Token);
        }).ToArray();
        await Task.WhenAll(publishing);
        await Eventually.TrueAsync(() => log.Traded.Select(static trade => trade.Quantity).Distinct().Count() == 300, Soon);
        log.Attempts.Select(static attempt => attempt.MessageId).Distinct().Count().ShouldBe(300);
    }

    [Fact]
    public async Task A_subscriber_whose_link_is_lost_goes_on_and_loses_nothing()
    {
        var connection = await ConnectAsync();
        var log = new MarketLog();
        await SubscribeAsync(connection, log, "links");
        for (var number = 0; number < 30; number++)
        {
            await Publisher.TradedAsync("S", number, Token);
            if (number % 10 == 5)
            {
                await connection.DropSessionAsync();
            }
        }

        await Eventually.TrueAsync(() => log.Traded.Select(static trade => trade.Quantity).Distinct().Count() == 30, Soon);
    }

    [Fact]
    public async Task An_ended_subscription_finishes_what_runs_and_gives_the_rest_back()
    {
        var log = new MarketLog();
        var subscription = await SubscribeAsync(log, "ending", static options => options.MaxConcurrency = 1);
        await Publisher.TradedAsync("wait", 1, Token);
        await Publisher.TradedAsync("S", 2, Token);
        await Eventually.TrueAsync(() => !log.Attempts.IsEmpty, Soon);
        var ending = subscription.DisposeAsync().AsTask();
        log.Open();
        await ending;
        log.Traded.ShouldBe([("wait", 1)]);
        await Eventually.TrueAsync(async () => await Broker.CountAsync(QueueOf("ending")) == 1, Soon);
    }

    [Fact]
    public async Task A_handler_that_outlasts_the_drain_is_told_and_its_event_comes_again()
    {
        var log = new MarketLog();
        var subscription = await SubscribeAsync(log, "stuck");
        await Publisher.TradedAsync("wait", 1, Token);
        await Eventually.TrueAsync(() => !log.Attempts.IsEmpty, Soon);
        await subscription.DisposeAsync();
        log.Traded.ShouldBeEmpty();
        await Eventually.TrueAsync(async () => await Broker.CountAsync(QueueOf("stuck")) == 1, Soon);
    }

    private async Task<ReceivedMessage> DeadLetterAsync(string group)
    {
        var letter = new TaskCompletionSource<ReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = QueueOf(group) + ".dead";
        await Eventually.TrueAsync(async () => await Broker.CountAsync(queue) == 1, Soon);
        await ClientConnection.Messaging.SubscribeAsync(
            string.Empty,
            message =>
            {
                letter.TrySetResult(message);
                return default;
            },
            options =>
            {
                options.Queue = queue;
                options.DeadLetter = false;
                options.MaxAttempts = 1;
            },
            Token);
        return await letter.Task.WaitAsync(Soon, Token);
    }
}
