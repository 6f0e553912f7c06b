using System.Text;
using Microsoft.Extensions.Time.Testing;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Messaging;

/// <summary>The window of publishes: order, bound, what a lost session leaves open, and what each caller is told.</summary>
public sealed class MessagePublisherTests : IAsyncLifetime
{
    private readonly PostingTransport _transport = new();
    private readonly FakeTimeProvider _time = new();
    private RpcConnection _connection = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostingTransport.PostingSession Session => _transport.Sessions.Last();

    public async ValueTask InitializeAsync()
    {
        _connection = new RpcConnection(_transport, new TypedRpcOptions { MaxOutstandingPublishes = 3 }, timeProvider: _time);
        await _connection.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task A_publish_completes_when_it_is_confirmed_and_not_before()
    {
        var publish = Publish("a");
        await PostedAsync(1);
        publish.IsCompleted.ShouldBeFalse();
        Session.Settle("a", MessageFate.Confirmed);
        await publish.WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task At_most_so_many_are_on_their_way_and_the_others_follow_in_order()
    {
        var publishes = "abcdef".Select(static letter => letter.ToString()).Select(body => Publish(body)).ToArray();
        await PostedAsync(3);
        Session.Bodies.ShouldBe(["a", "b", "c"]);
        Session.Settle("b", MessageFate.Confirmed);
        Session.Bodies.ShouldBe(["a", "b", "c", "d"]);
        foreach (var body in new[] { "a", "c", "d", "e", "f" })
        {
            Session.Settle(body, MessageFate.Confirmed);
        }

        await Task.WhenAll(publishes).WaitAsync(TestTimeouts.Step, Token);
        Session.Bodies.ShouldBe(["a", "b", "c", "d", "e", "f"]);
    }

    [Fact]
    public async Task What_a_lost_session_leaves_open_goes_out_again_first_in_order_and_under_its_id()
    {
        var publishes = "abcde".Select(static letter => letter.ToString()).Select(body => Publish(body)).ToArray();
        await PostedAsync(3);
        var lost = Session;
        lost.Settle("b", MessageFate.Confirmed);
        lost.Close();
        await NextSessionAsync();
        lost.Settle("d", MessageFate.NotSent);
        lost.Settle("c", MessageFate.Lost);
        var next = Publish("f");
        Session.Posted.ShouldBeEmpty();
        lost.Settle("a", MessageFate.Lost);
        await PostedAsync(3);
        Session.Bodies.ShouldBe(["a", "c", "d"]);
        Session.Posted.Select(static post => post.MessageId).ShouldBe(new[] { "a", "c", "d" }.Select(body => lost.Posted.Single(post => post.Body == body).MessageId));
        foreach (var body in new[] { "a", "c", "d", "e", "f" })
        {
            Session.Settle(body, MessageFate.Confirmed);
        }

        await Task.WhenAll(publishes.Append(next)).WaitAsync(TestTimeouts.Step, Token);
        Session.Bodies.ShouldBe(["a", "c", "d", "e", "f"]);
    }

    [Fact]
    public async Task The_deadline_tells_whether_the_broker_may_have_the_message()
    {
        var publishes = "abcd".Select(static letter => letter.ToString()).Select(body => Publish(body)).ToArray();
        await PostedAsync(3);
        _time.Advance(TimeSpan.FromSeconds(31));
        (await FailsAsync(publishes[0])).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown));
        (await FailsAsync(publishes[3])).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted));
    }

    [Fact]
    public async Task A_refused_message_may_be_in_other_queues_and_a_returned_one_is_in_none()
    {
        var (refused, returned) = (Publish("refused"), Publish("returned"));
        await PostedAsync(2);
        Session.Settle("refused", MessageFate.Refused);
        Session.Settle("returned", MessageFate.Returned);
        (await FailsAsync(refused)).ShouldBe((RpcStatusCode.ResourceExhausted, CallOutcome.Unknown));
        (await FailsAsync(returned)).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
    }

    [Fact]
    public async Task A_cancelled_publish_that_waits_is_never_sent_and_one_on_its_way_keeps_its_place()
    {
        using var cancel = new CancellationTokenSource();
        var publishes = "abc".Select(static letter => letter.ToString()).Select(body => Publish(body, cancellationToken: cancel.Token)).ToArray();
        var waiting = Publish("d", cancellationToken: cancel.Token);
        var last = Publish("e");
        await PostedAsync(3);
        await cancel.CancelAsync();
        foreach (var cancelled in publishes.Append(waiting))
        {
            (await Should.ThrowAsync<OperationCanceledException>(() => cancelled)).CancellationToken.ShouldBe(cancel.Token);
        }

        Session.Posted.Count.ShouldBe(3);
        Session.Settle("a", MessageFate.Confirmed);
        Session.Bodies.ShouldBe(["a", "b", "c", "e"]);
        Session.Settle("e", MessageFate.Confirmed);
        await last.WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task A_message_that_ends_every_session_is_given_up()
    {
        var publish = Publish("poison");
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await PostedAsync(1);
            var session = Session;
            session.Close();
            session.Settle("poison", MessageFate.Lost);
            if (attempt < 10)
            {
                await NextSessionAsync();
            }
        }

        (await FailsAsync(publish)).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown));
    }

    [Fact]
    public async Task An_exchange_that_is_missing_fails_its_own_messages_only()
    {
        _transport.ExchangeFailure = new TransportException(TransportError.Topology, "Exchange 'missing' does not exist.");
        var wrong = Publish("wrong", exchange: "missing");
        var right = Publish("right");
        (await FailsAsync(wrong)).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
        await PostedAsync(1);
        Session.Settle("right", MessageFate.Confirmed);
        await right.WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task A_timeout_out_of_range_and_a_key_that_is_too_long_are_refused()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await _connection.Messaging.PublishAsync("x", "k", default, options: new PublishOptions { Timeout = TimeSpan.Zero }, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(async () => await _connection.Messaging.PublishAsync("x", new string('k', 256), default, cancellationToken: Token));
    }

    [Fact]
    public async Task Publishes_that_are_waited_for_together_end_together_with_the_failures_of_all()
    {
        var all = PublishAll("abc");
        await PostedAsync(3);
        Session.Settle("a", MessageFate.Returned);
        Session.Settle("c", MessageFate.Refused);
        all.IsCompleted.ShouldBeFalse();
        Session.Settle("b", MessageFate.Confirmed);
        await Should.ThrowAsync<RpcException>(all.WaitAsync(TestTimeouts.Step, Token));
        all.Exception!.InnerExceptions.Cast<RpcException>().Select(static exception => exception.StatusCode).ShouldBe([RpcStatusCode.Unavailable, RpcStatusCode.ResourceExhausted]);
        var right = PublishAll("d");
        await PostedAsync(4);
        Session.Settle("d", MessageFate.Confirmed);
        await right.WaitAsync(TestTimeouts.Step, Token);
        await PublishAll("").WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task Publishes_that_are_waited_for_together_can_be_cancelled_and_are_refused_one_by_one()
    {
        using var cancelled = new CancellationTokenSource();
        var all = PublishAll("a", cancelled.Token);
        await PostedAsync(1);
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(all.WaitAsync(TestTimeouts.Step, Token));
        all.IsCanceled.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(PublishAll("b", cancelled.Token).WaitAsync(TestTimeouts.Step, Token));
        var large = _connection.Messaging.PublishAllAsync([new OutgoingMessage("x", "k", new byte[new TypedRpcOptions().MaxMessageSize + 1])], cancellationToken: Token);
        (await FailsAsync(large)).ShouldBe((RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted));
    }

    [Fact]
    public async Task Disposal_ends_what_is_open()
    {
        var publishes = "abcd".Select(static letter => letter.ToString()).Select(body => Publish(body)).ToArray();
        await PostedAsync(3);
        await _connection.DisposeAsync();
        (await FailsAsync(publishes[0])).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown));
        (await FailsAsync(publishes[3])).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
        (await FailsAsync(Publish("late"))).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));
    }

    private Task Publish(string body, string exchange = "x", CancellationToken cancellationToken = default) =>
        _connection.Messaging.PublishAsync(exchange, "k", Encoding.UTF8.GetBytes(body), cancellationToken: cancellationToken).AsTask();

    private Task PublishAll(string bodies, CancellationToken cancellationToken = default) =>
        _connection.Messaging.PublishAllAsync(bodies.Select(static body => new OutgoingMessage("x", "k", new[] { (byte)body })), cancellationToken: cancellationToken);

    private Task PostedAsync(int count) => Eventually.TrueAsync(() => Session.Posted.Count == count);

    private async Task NextSessionAsync()
    {
        var count = _transport.Sessions.Count;
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return _transport.Sessions.Count > count && _connection.State == RpcConnectionState.Connected;
        });
    }

    private static async Task<(RpcStatusCode, CallOutcome)> FailsAsync(Task publish)
    {
        var exception = await Should.ThrowAsync<RpcException>(() => publish.WaitAsync(TestTimeouts.Step, Token));
        return (exception.StatusCode, exception.Outcome);
    }
}
