using System.Threading.Channels;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>Messages that are no calls, by way of a session with a real broker.</summary>
public sealed class MessageTests(BrokerFixture fixture) : ISessionObserver, IMessageHandler
{
    private const string Exchange = "messages";

    private readonly Channel<(IMessageConsumer Consumer, InboundMessage Message)> _messages = Channel.CreateUnbounded<(IMessageConsumer, InboundMessage)>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_properties_and_any_body_arrive_as_they_were_sent()
    {
        await using var session = await OpenAsync();
        await session.SubscribeAsync(To("properties"), this, Token);
        var time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var properties = new MessageProperties
        {
            ContentType = "text/plain",
            ContentEncoding = "gzip",
            MessageId = "id",
            CorrelationId = "correlation",
            ReplyTo = "answers",
            Type = "Contract.Event",
            AppId = "application",
            Timestamp = time,
            Priority = 3,
            Expiration = TimeSpan.FromMinutes(1),
            Headers = new Dictionary<string, object?>
            {
                ["text"] = "ключ",
                ["nothing"] = null,
                ["number"] = -5L,
                ["real"] = 1.5,
                ["flag"] = true,
                ["time"] = time,
                ["bytes"] = new byte[] { 1, 0xff },
                ["list"] = new List<object?> { "a", 2L },
                ["table"] = new Dictionary<string, object?> { ["inner"] = "value" },
            },
        };
        foreach (var size in (int[])[0, 1, 300_000])
        {
            var body = new byte[size];
            Random.Shared.NextBytes(body);
            var message = new OutboundMessage(Exchange, "properties", body) { Properties = properties };
            (await PostAsync(session, message)).ShouldBe(MessageFate.Confirmed);
            var (consumer, received) = await NextAsync();
            received.Body.ToArray().ShouldBe(body);
            (received.Exchange, received.RoutingKey, received.Redelivered).ShouldBe((Exchange, "properties", false));
            (received.Properties! with { Headers = properties.Headers }).ShouldBe(properties);
            received.Properties.Headers!.Keys.ShouldBe(properties.Headers.Keys, ignoreOrder: true);
            foreach (var (name, value) in properties.Headers)
            {
                received.Properties.Headers[name].ShouldBeEquivalentTo(value);
            }

            consumer.Settle(received.DeliveryTag, MessageSettlement.Accept);
        }
    }

    [Fact]
    public async Task Thousands_under_way_are_each_confirmed_and_come_in_their_order()
    {
        const int Count = 5_000;
        await using var session = await OpenAsync();
        await session.SubscribeAsync(To("many"), this, Token);
        var fates = new Task<MessageFate>[Count];
        for (var index = 0; index < Count; index++)
        {
            fates[index] = PostAsync(session, Message("many", index.ToString()));
        }

        (await Task.WhenAll(fates).WaitAsync(TestTimeouts.Step, Token)).ShouldAllBe(static fate => fate == MessageFate.Confirmed);
        for (var index = 0; index < Count; index++)
        {
            var (consumer, received) = await NextAsync();
            received.Properties!.MessageId.ShouldBe(index.ToString());
            consumer.Settle(received.DeliveryTag, MessageSettlement.Accept);
        }
    }

    [Fact]
    public async Task A_mandatory_message_that_nobody_is_bound_for_is_returned_and_others_are_confirmed()
    {
        await using var session = await OpenAsync();
        await session.SubscribeAsync(To("bound"), this, Token);
        var fates = Enumerable.Range(0, 100).Select(index => PostAsync(session, Message(index % 3 == 0 ? "nowhere" : "bound", $"{index}") with { Mandatory = index % 2 == 0 })).ToList();
        var expected = Enumerable.Range(0, 100).Select(static index => index % 6 == 0 ? MessageFate.Returned : MessageFate.Confirmed);
        (await Task.WhenAll(fates).WaitAsync(TestTimeouts.Step, Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task What_the_broker_did_not_confirm_is_lost_with_the_session_and_what_comes_after_it_is_not_sent()
    {
        await using var proxy = await FaultProxy.StartAsync(fixture.Broker.Uri);
        await using var session = await OpenAsync(proxy.Uri);
        using var held = proxy.HoldMethod(AmqpMethod.BasicAck, FaultDirection.ToClient);
        var fates = Enumerable.Range(0, 10).Select(index => PostAsync(session, Message("lost", $"{index}"))).ToList();
        await Eventually.TrueAsync(() => held.Hits > 0);
        proxy.Cut();
        (await Task.WhenAll(fates).WaitAsync(TestTimeouts.Step, Token)).ShouldAllBe(static fate => fate == MessageFate.Lost);
        (await PostAsync(session, Message("late", "late"))).ShouldBe(MessageFate.NotSent);
    }

    [Fact]
    public async Task A_session_over_which_nothing_is_confirmed_any_more_is_given_up_although_its_link_answers()
    {
        await using var proxy = await FaultProxy.StartAsync(fixture.Broker.Uri);
        await using var session = await OpenAsync(proxy.Uri, static options => options.OperationTimeout = TimeSpan.FromSeconds(1));
        (await PostAsync(session, Message("kept", "kept"))).ShouldBe(MessageFate.Confirmed);
        using var dropped = proxy.Drop(AmqpMethod.BasicAck, FaultDirection.ToClient);
        var fates = Enumerable.Range(0, 10).Select(index => PostAsync(session, Message("kept", $"{index}"))).ToList();
        (await Task.WhenAll(fates).WaitAsync(TestTimeouts.Step, Token)).ShouldAllBe(static fate => fate == MessageFate.Lost);
        session.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task What_AMQP_cannot_carry_is_refused_and_others_are_not_held_up()
    {
        await using var session = await OpenAsync();
        var odd = new MessageProperties { Headers = new Dictionary<string, object?> { ["odd"] = new Version(1, 0) } };
        (await PostAsync(session, Message("odd", "odd") with { Properties = odd })).ShouldBe(MessageFate.Refused);
        (await PostAsync(session, Message(new string('x', 256), "long"))).ShouldBe(MessageFate.Refused);
        (await PostAsync(session, Message("fine", "fine"))).ShouldBe(MessageFate.Confirmed);
    }

    [Fact]
    public async Task A_message_that_goes_back_comes_again_and_a_rejected_one_goes_to_the_dead_letters()
    {
        await using var session = await OpenAsync();
        var subscription = new Subscription(new QueueDeclaration { Name = "messages.group", DeadLetterExchange = string.Empty, DeadLetterRoutingKey = "messages.dead" }, 10)
        {
            Exchanges = [Topic],
            Bindings = [new QueueBinding(Exchange, "settled.#")],
            Companions = [new QueueDeclaration { Name = "messages.dead" }],
        };
        var consumer = await session.SubscribeAsync(subscription, this, Token);
        consumer.Queue.ShouldBe("messages.group");
        await session.SubscribeAsync(new Subscription(new QueueDeclaration { Name = "messages.dead", Declare = false }, 10), this, Token);
        await PostAsync(session, Message("settled.once", "1"));
        var (_, first) = await NextAsync();
        first.Redelivered.ShouldBeFalse();
        consumer.Settle(first.DeliveryTag, MessageSettlement.Requeue);
        var (_, again) = await NextAsync();
        (again.Properties!.MessageId, again.Redelivered).ShouldBe(("1", true));
        consumer.Settle(again.DeliveryTag, MessageSettlement.Reject);
        var (dead, letter) = await NextAsync();
        (dead.Queue, letter.Properties!.MessageId).ShouldBe(("messages.dead", "1"));
        letter.Properties.Headers!["x-first-death-reason"].ShouldBe("rejected");
        dead.Settle(letter.DeliveryTag, MessageSettlement.Accept);
        await consumer.StopAsync(Token);
        await consumer.CloseAsync();
        session.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task The_default_exchange_leads_to_a_queue_by_its_name()
    {
        await using var session = await OpenAsync();
        await session.EnsureExchangeAsync(new ExchangeDeclaration(string.Empty, RpcExchangeType.Direct, Declare: false), Token);
        var consumer = await session.SubscribeAsync(new Subscription(new QueueDeclaration(), 10), this, Token);
        (await PostAsync(session, Message(consumer.Queue, "direct") with { Exchange = string.Empty, Mandatory = true })).ShouldBe(MessageFate.Confirmed);
        (await NextAsync()).Message.Properties!.MessageId.ShouldBe("direct");
        (await PostAsync(session, Message("nobody", "nobody") with { Exchange = string.Empty, Mandatory = true })).ShouldBe(MessageFate.Returned);
    }

    [Fact]
    public async Task An_exchange_of_another_type_is_named_and_the_session_goes_on()
    {
        await using var session = await OpenAsync();
        var other = await Should.ThrowAsync<TransportException>(async () => await session.EnsureExchangeAsync(Topic with { Type = RpcExchangeType.Direct }, Token));
        (other.Error, other.Message.Contains("'messages' (direct", StringComparison.Ordinal)).ShouldBe((TransportError.Topology, true), other.Message);
        var missing = await Should.ThrowAsync<TransportException>(async () => await session.EnsureExchangeAsync(new ExchangeDeclaration("messages.missing", RpcExchangeType.Topic, Declare: false), Token));
        missing.Error.ShouldBe(TransportError.Topology);
        session.IsClosed.ShouldBeFalse();
    }

    void ISessionObserver.OnReply(in InboundMessage message)
    {
    }

    void ISessionObserver.OnReturned(in InboundMessage message)
    {
    }

    void ISessionObserver.OnBlocked(ITransportSession session, string? reason)
    {
    }

    void IMessageHandler.OnMessage(IMessageConsumer consumer, in InboundMessage message) =>
        _messages.Writer.TryWrite((consumer, message with { Body = message.Body.ToArray() })).ShouldBeTrue();

    private static ExchangeDeclaration Topic { get; } = new(Exchange, RpcExchangeType.Topic, Declare: true);

    private static Subscription To(string pattern) => new(new QueueDeclaration(), 1_000) { Exchanges = [Topic], Bindings = [new QueueBinding(Exchange, pattern)] };

    private static OutboundMessage Message(string routingKey, string id) => new(Exchange, routingKey, new byte[1]) { Properties = new MessageProperties { MessageId = id } };

    private async Task<ITransportSession> OpenAsync(Uri? broker = null, Action<RabbitMqOptions>? configure = null)
    {
        var options = new RabbitMqOptions { Uri = (broker ?? fixture.Broker.Uri).ToString() };
        configure?.Invoke(options);
        var transport = new RabbitMqTransport(options, new TypedRpcOptions().MaxMessageSize, null);
        var session = await transport.OpenAsync(this, Token);
        await session.EnsureExchangeAsync(Topic, Token);
        return session;
    }

    private static Task<MessageFate> PostAsync(ITransportSession session, OutboundMessage message)
    {
        var confirmation = new Confirmation();
        session.Post(in message, confirmation);
        return confirmation.Fate;
    }

    private async Task<(IMessageConsumer Consumer, InboundMessage Message)> NextAsync() => await _messages.Reader.ReadAsync(Token).AsTask().WaitAsync(TestTimeouts.Step, Token);

    private sealed class Confirmation : IConfirmation
    {
        private readonly TaskCompletionSource<MessageFate> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<MessageFate> Fate => _fate.Task;

        public void OnSettled(MessageFate fate, string? reason) => _fate.SetResult(fate);
    }
}
