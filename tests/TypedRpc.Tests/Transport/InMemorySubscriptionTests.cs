using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using TypedRpc.TestSupport;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>Queues of subscriptions in the broker inside the process: what the behavioural suite does not reach.</summary>
public sealed class InMemorySubscriptionTests : IMessageHandler, IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<InboundMessage> _messages = Channel.CreateUnbounded<InboundMessage>();
    private InMemoryBroker _broker = null!;
    private BrokerUser _user = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = new InMemoryBroker(_time);
        _user = await BrokerUser.ConnectAsync(_broker);
    }

    public ValueTask DisposeAsync() => _user.DisposeAsync();

    void IMessageHandler.OnMessage(IMessageConsumer consumer, in InboundMessage message) => _messages.Writer.TryWrite(message with { Body = message.Body.ToArray() });

    [Fact]
    public async Task What_expires_goes_to_the_dead_letter_queue_by_itself_and_says_where_it_comes_from()
    {
        var retry = new QueueDeclaration { Name = "retry", MessageTtl = TimeSpan.FromSeconds(5), DeadLetterExchange = string.Empty, DeadLetterRoutingKey = "main" };
        await SubscribeAsync(new QueueDeclaration { Name = "main" }, retry);
        _broker.Publish(new OutboundMessage(string.Empty, "retry", new byte[] { 7 }));
        _time.Advance(TimeSpan.FromSeconds(4));
        _broker.CountMessages("retry").ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        var message = await NextAsync();
        (message.Exchange, message.RoutingKey, message.Body.Span[0]).ShouldBe((string.Empty, "main", (byte)7));
        message.Properties!.Headers!["x-first-death-queue"].ShouldBe("retry");
        message.Properties.Headers["x-first-death-reason"].ShouldBe("expired");
    }

    [Fact]
    public async Task Requeued_it_comes_again_marked_and_rejected_it_goes_to_the_dead_letter_queue()
    {
        var consumer = await SubscribeAsync(new QueueDeclaration { Name = "main", DeadLetterExchange = string.Empty, DeadLetterRoutingKey = "dead" }, new QueueDeclaration { Name = "dead" });
        _broker.Publish(new OutboundMessage(string.Empty, "main", new byte[] { 1 }));
        var first = await NextAsync();
        first.Redelivered.ShouldBeFalse();
        consumer.Settle(first.DeliveryTag, MessageSettlement.Requeue);
        var second = await NextAsync();
        second.Redelivered.ShouldBeTrue();
        consumer.Settle(second.DeliveryTag, MessageSettlement.Reject);
        _broker.CountMessages("main").ShouldBe(0);
        _broker.CountMessages("dead").ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_that_the_broker_named_is_gone_with_its_consumer()
    {
        var consumer = await SubscribeAsync(new QueueDeclaration());
        _broker.Publish(new OutboundMessage(string.Empty, consumer.Queue, new byte[] { 1 })).ShouldBeTrue();
        await NextAsync();
        await consumer.CloseAsync();
        _broker.Publish(new OutboundMessage(string.Empty, consumer.Queue, new byte[] { 1 })).ShouldBeFalse();
    }

    [Fact]
    public async Task A_queue_with_other_arguments_is_an_error_that_shows_both()
    {
        await SubscribeAsync(new QueueDeclaration { Name = "main" });
        var exception = await Should.ThrowAsync<TransportException>(() => SubscribeAsync(new QueueDeclaration { Name = "main", MessageTtl = TimeSpan.FromSeconds(1) }));
        exception.Error.ShouldBe(TransportError.Topology);
        exception.Message.ShouldContain("message-ttl 1000");
        exception.Message.ShouldContain("message-ttl -");
    }

    [Fact]
    public async Task A_posted_message_tells_its_fate_once_and_never_during_the_call()
    {
        await _user.Session.EnsureExchangeAsync(new ExchangeDeclaration("x", RpcExchangeType.Topic, Declare: true), Token);
        var fates = Channel.CreateUnbounded<MessageFate>();
        var confirmation = new Confirmation(fates.Writer);
        _user.Session.Post(new OutboundMessage("x", "k", default), confirmation);
        _user.Session.Post(new OutboundMessage("x", "k", default, Mandatory: true), confirmation);
        (await fates.Reader.ReadAsync(Token)).ShouldBe(MessageFate.Confirmed);
        (await fates.Reader.ReadAsync(Token)).ShouldBe(MessageFate.Returned);
        await _user.Session.DisposeAsync();
        _user.Session.Post(new OutboundMessage("x", "k", default), confirmation);
        (await fates.Reader.ReadAsync(Token)).ShouldBe(MessageFate.NotSent);
    }

    private async Task<IMessageConsumer> SubscribeAsync(QueueDeclaration queue, params QueueDeclaration[] companions) =>
        await _user.Session.SubscribeAsync(new Subscription(queue, Prefetch: 10) { Companions = companions }, this, Token);

    private Task<InboundMessage> NextAsync() => _messages.Reader.ReadAsync(Token).AsTask().WaitAsync(TestTimeouts.Step, Token);

    private sealed class Confirmation(ChannelWriter<MessageFate> fates) : IConfirmation
    {
        public void OnSettled(MessageFate fate, string? reason) => fates.TryWrite(fate);
    }
}
