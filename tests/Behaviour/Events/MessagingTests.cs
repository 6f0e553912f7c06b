using System.Text;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour.Events;

/// <summary>Messages without a contract.</summary>
public abstract class MessagingTests : EventSuite
{
    private const string Raw = "behaviour.raw";

    [Fact]
    public async Task Bytes_and_properties_arrive_as_they_were_published()
    {
        var received = await SubscribeRawAsync("a.#");
        var properties = new MessageProperties
        {
            ContentType = "text/plain",
            ContentEncoding = "identity",
            CorrelationId = "c1",
            MessageId = Own("m1"),
            Type = "note",
            AppId = "suite",
            Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Priority = 3,
            Headers = new Dictionary<string, object?> { ["text"] = "täxt", ["number"] = 42L, ["flag"] = true, ["price"] = -12.50m },
        };
        await ClientConnection.Messaging.PublishAsync(Raw, Key("a.b"), "hello"u8.ToArray(), properties, cancellationToken: Token);
        var message = await received.WaitAsync(Soon, Token);
        Encoding.UTF8.GetString(message.Body.Span).ShouldBe("hello");
        (message.Exchange, message.RoutingKey, message.Attempt, message.Redelivered).ShouldBe((Raw, Key("a.b"), 1, false));
        message.Publisher.ShouldBe(Broker.User);
        (message.Properties with { Headers = null }).ShouldBe(properties with { Headers = null });
        message.Properties.Headers!["text"].ShouldBe("täxt");
        message.Properties.Headers["number"].ShouldBe(42L);
        message.Properties.Headers["price"].ShouldBe(-12.50m);
        message.Properties.Headers["flag"].ShouldBe(true);
    }

    [Fact]
    public async Task Many_messages_in_one_call_are_all_confirmed_and_keep_their_order()
    {
        var bodies = new List<byte>();
        await DeclareAsync();
        await ClientConnection.Messaging.SubscribeAsync(
            Raw,
            message =>
            {
                bodies.Add(message.Body.Span[0]);
                return default;
            },
            options =>
            {
                options.Patterns.Add(Key("many"));
                options.Ordered = true;
            },
            Token);
        await ClientConnection.Messaging.PublishAllAsync(Enumerable.Range(0, 100).Select(number => new OutgoingMessage(Raw, Key("many"), new[] { (byte)number })), cancellationToken: Token);
        await Eventually.TrueAsync(() => bodies.Count == 100, Soon);
        bodies.ShouldBe(Enumerable.Range(0, 100).Select(static number => (byte)number));
    }

    [Fact]
    public async Task A_message_that_asks_for_a_reply_gets_it()
    {
        await DeclareAsync();
        await ServerConnection.Messaging.SubscribeAsync(
            Raw,
            async message => await message.ReplyAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message.Body.Span).ToUpperInvariant())),
            options => options.Patterns.Add(Key("ask")),
            Token);
        var reply = new TaskCompletionSource<ReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inbox = await ClientConnection.Messaging.SubscribeAsync(
            string.Empty,
            message =>
            {
                reply.TrySetResult(message);
                return default;
            },
            cancellationToken: Token);
        var question = new MessageProperties { ReplyTo = inbox.Queue, CorrelationId = "q1" };
        await ClientConnection.Messaging.PublishAsync(Raw, Key("ask"), "who"u8.ToArray(), question, new PublishOptions { Mandatory = true }, Token);
        var answer = await reply.Task.WaitAsync(Soon, Token);
        Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("WHO");
        answer.Properties.CorrelationId.ShouldBe("q1");
    }

    [Fact]
    public async Task Publishing_to_an_exchange_that_does_not_exist_fails_and_harms_nobody_else()
    {
        await DeclareAsync();
        var wrong = ClientConnection.Messaging.PublishAsync(Own("missing"), "k", new byte[1], cancellationToken: Token).AsTask();
        var right = ClientConnection.Messaging.PublishAsync(Raw, Key("nobody"), new byte[1], cancellationToken: Token).AsTask();
        await FailsAsync(() => wrong, RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        await right;
        ClientConnection.State.ShouldBe(RpcConnectionState.Connected);
    }

    [Fact]
    public async Task A_message_over_the_limit_fails_before_it_leaves()
    {
        var small = await ConnectAsync(static options => options.MaxMessageSize = 1024);
        await FailsAsync(
            () => small.Messaging.PublishAsync(string.Empty, "k", new byte[1025], cancellationToken: Token).AsTask(), RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted);
    }

    private string Key(string key) => $"{Own("t")}.{key}";

    private Task DeclareAsync() => ClientConnection.Messaging.DeclareExchangeAsync(Raw, RpcExchangeType.Topic, Token);

    private async Task<Task<ReceivedMessage>> SubscribeRawAsync(string pattern)
    {
        await DeclareAsync();
        var received = new TaskCompletionSource<ReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        await ServerConnection.Messaging.SubscribeAsync(
            Raw,
            message =>
            {
                received.TrySetResult(message);
                return default;
            },
            options => options.Patterns.Add(Key(pattern)),
            Token);
        return received.Task;
    }
}
