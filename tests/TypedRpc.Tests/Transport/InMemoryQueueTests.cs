using Microsoft.Extensions.Time.Testing;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>The in-memory broker stands in for RabbitMQ: what that does with messages, it does as well.</summary>
public sealed class InMemoryQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryBroker _broker;

    public InMemoryQueueTests() => _broker = new InMemoryBroker(_time);

    [Fact]
    public async Task What_a_lost_session_had_not_settled_is_delivered_again_in_its_order_and_marked()
    {
        await using var publisher = await BrokerUser.ConnectAsync(_broker);
        var first = await BrokerUser.ConnectAsync(_broker);
        var consumer = await first.ConsumeAsync("e", "q", "k");
        for (byte number = 1; number <= 3; number++)
        {
            await publisher.PublishAsync("e", "k", number);
            (await first.NextAsync()).Redelivered.ShouldBeFalse();
        }

        consumer.Settle(2, accepted: true);
        await first.DisposeAsync();
        await using var second = await BrokerUser.ConnectAsync(_broker);
        await second.ConsumeAsync("e", "q", "k");
        foreach (var expected in new byte[] { 1, 3 })
        {
            var again = await second.NextAsync();
            (again.Body.Span[0], again.Redelivered).ShouldBe((expected, true));
        }

        _broker.CountMessages("q").ShouldBe(2);
    }

    [Fact]
    public async Task A_mandatory_message_that_nothing_is_bound_for_comes_back()
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        await user.ConsumeAsync("e", "q", "k");
        await user.PublishAsync("e", "other", 1);
        await user.PublishAsync("e", "other", 2, mandatory: true);
        var returned = await user.NextReturnedAsync();
        (returned.Exchange, returned.RoutingKey, returned.Body.Span[0]).ShouldBe(("e", "other", (byte)2));
        var confirmed = new OutboundMessage("e", "other", new byte[] { 3 }, Mandatory: true);
        (await Should.ThrowAsync<TransportException>(async () => await user.Session.PublishConfirmedAsync(confirmed, CancellationToken.None))).Error.ShouldBe(TransportError.Unroutable);
        await user.Session.PublishConfirmedAsync(confirmed with { Mandatory = false }, CancellationToken.None);
        _broker.CountMessages("q").ShouldBe(0);
    }

    [Theory]
    [InlineData(RpcExchangeType.Direct, "a.*", "a.b", false)]
    [InlineData(RpcExchangeType.Direct, "a.b", "a.b", true)]
    [InlineData(RpcExchangeType.Topic, "a.*", "a.b", true)]
    [InlineData(RpcExchangeType.Topic, "a.*", "b.a", false)]
    public async Task The_type_of_the_exchange_decides_who_gets_a_message(RpcExchangeType type, string bound, string key, bool gets)
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        await user.ConsumeAsync("e", "q", bound, type: type);
        _broker.Publish(new OutboundMessage("e", key, new byte[1])).ShouldBe(gets);
        _broker.CountMessages("q").ShouldBe(gets ? 1 : 0);
    }

    [Fact]
    public async Task Every_queue_that_is_bound_gets_a_message_and_gets_it_once()
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        await user.ConsumeAsync("e", "one", "a.*", type: RpcExchangeType.Topic);
        await user.ConsumeAsync("e", "one", "a.#", type: RpcExchangeType.Topic);
        await user.ConsumeAsync("e", "two", "#", type: RpcExchangeType.Topic);
        await user.PublishAsync("e", "a.b", 1);
        (_broker.CountMessages("one"), _broker.CountMessages("two")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_waits_longer_than_the_queue_allows_is_dead_lettered()
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        var options = new ServiceOptions { MessageTtl = TimeSpan.FromSeconds(1), DeadLetterExchange = "dead" };
        await user.ConsumeAsync("dead", "graveyard", "k");
        await (await user.ConsumeAsync("e", "q", "k", options)).CloseAsync();
        await user.PublishAsync("e", "k", 1);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        _broker.CountMessages("q").ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await user.ConsumeAsync("e", "q", "k", options);
        var dead = await user.NextAsync();
        (dead.Exchange, dead.RoutingKey, dead.Body.Span[0]).ShouldBe(("dead", "k", (byte)1));
        _broker.CountMessages("q").ShouldBe(0);
    }

    [Fact]
    public async Task What_is_given_up_goes_to_the_dead_letter_exchange_if_there_is_one()
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        await user.ConsumeAsync("dead", "graveyard", "k");
        var consumer = await user.ConsumeAsync("e", "q", "k", new ServiceOptions { DeadLetterExchange = "dead" });
        await user.PublishAsync("e", "k", 1);
        consumer.Settle((await user.NextAsync()).DeliveryTag, accepted: false);
        (await user.NextAsync()).Exchange.ShouldBe("dead");
        var without = await user.ConsumeAsync("f", "r", "k");
        await user.PublishAsync("f", "k", 2);
        without.Settle((await user.NextAsync()).DeliveryTag, accepted: false);
        (_broker.CountMessages("q"), _broker.CountMessages("r"), _broker.CountMessages("graveyard")).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task What_comes_back_more_often_than_the_limit_is_dead_lettered()
    {
        await using var user = await BrokerUser.ConnectAsync(_broker);
        await user.ConsumeAsync("dead", "graveyard", "k");
        var options = new ServiceOptions { QueueType = QueueType.Quorum, DeliveryLimit = 2, DeadLetterExchange = "dead" };
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await using var crashing = await BrokerUser.ConnectAsync(_broker);
            await crashing.ConsumeAsync("e", "q", "k", options);
            if (delivery == 0)
            {
                await user.PublishAsync("e", "k", 1);
            }

            (await crashing.NextAsync()).Redelivered.ShouldBe(delivery > 0);
        }

        (await user.NextAsync()).Exchange.ShouldBe("dead");
        _broker.CountMessages("q").ShouldBe(0);
    }

    [Fact]
    public async Task A_single_active_consumer_gets_everything_until_it_goes()
    {
        var options = new ServiceOptions { SingleActiveConsumer = true };
        await using var publisher = await BrokerUser.ConnectAsync(_broker);
        var active = await BrokerUser.ConnectAsync(_broker);
        await active.ConsumeAsync("e", "q", "k", options);
        await using var standby = await BrokerUser.ConnectAsync(_broker);
        await standby.ConsumeAsync("e", "q", "k", options);
        await publisher.PublishAsync("e", "k", 1);
        await publisher.PublishAsync("e", "k", 2);
        ((await active.NextAsync()).Body.Span[0], (await active.NextAsync()).Body.Span[0]).ShouldBe(((byte)1, (byte)2));
        await active.DisposeAsync();
        ((await standby.NextAsync()).Body.Span[0], (await standby.NextAsync()).Body.Span[0]).ShouldBe(((byte)1, (byte)2));
    }
}
