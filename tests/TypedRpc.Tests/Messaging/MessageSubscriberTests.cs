using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Messaging;

/// <summary>What a subscriber settles, and how, where the behavioural suite does not reach.</summary>
public sealed class MessageSubscriberTests : IAsyncLifetime
{
    private readonly PostingTransport _transport = new();
    private readonly RpcConnection _connection;
    private int _handled;

    public MessageSubscriberTests() => _connection = new RpcConnection(_transport, new TypedRpcOptions());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostingTransport.PostingSession Session => _transport.Sessions.Last();

    public async ValueTask InitializeAsync() => await _connection.StartAsync(Token);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task A_message_that_was_too_large_to_be_read_is_left_to_the_brokers_dead_letter_exchange()
    {
        await SubscribeAsync();
        Deliver(7, skipped: 1_000_000);
        Session.Consumer.Settled.ShouldBe([(7UL, MessageSettlement.Reject)]);
        _handled.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_could_not_be_moved_goes_back_to_its_queue()
    {
        await SubscribeAsync(fails: true);
        Deliver(7);
        await Eventually.TrueAsync(() => Session.Posted.Count == 1);
        Session.Consumer.Settled.ShouldBeEmpty();
        Session.Settle("body", MessageFate.Returned);
        await Eventually.TrueAsync(() => !Session.Consumer.Settled.IsEmpty);
        Session.Consumer.Settled.ShouldBe([(7UL, MessageSettlement.Requeue)]);
    }

    [Fact]
    public async Task What_waits_here_when_its_session_ends_is_not_handled_from_there()
    {
        await SubscribeAsync();
        var lost = Session;
        lost.Close();
        Deliver(lost, 7);
        await Eventually.TrueAsync(() => _transport.Sessions.Count == 2 && Session.Consumer is not null);
        Deliver(8);
        await Eventually.TrueAsync(() => !Session.Consumer.Settled.IsEmpty);
        _handled.ShouldBe(1);
        lost.Consumer.Settled.ShouldBeEmpty();
    }

    private async Task SubscribeAsync(bool fails = false) => await _connection.Messaging.SubscribeAsync(
        "exchange",
        _ =>
        {
            _handled++;
            return fails ? throw new InvalidOperationException("as asked for") : default(ValueTask);
        },
        static options =>
        {
            options.Queue = "queue";
            options.Ordered = true;
            options.MaxAttempts = 1;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
        },
        Token);

    private void Deliver(ulong tag, long skipped = 0) => Deliver(Session, tag, skipped);

    private static void Deliver(PostingTransport.PostingSession session, ulong tag, long skipped = 0) =>
        session.Handler.OnMessage(session.Consumer, new InboundMessage("exchange", "key", "body"u8.ToArray(), DeliveryTag: tag) { SkippedBytes = skipped });
}
