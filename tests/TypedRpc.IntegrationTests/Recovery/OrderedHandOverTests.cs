using System.Collections.Concurrent;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>The next instance of an ordered group takes over.</summary>
public sealed class OrderedHandOverTests(BrokerFixture fixture)
{
    private const string Exchange = "amq.topic";
    private const int Messages = 60;
    private const int Held = 10;
    private const int StopsAt = 5;

    private readonly string _queue = $"ordered-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<byte> _handled = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_that_stops_hands_over_what_it_holds_before_anything_newer()
    {
        await using var connection = await ConnectAsync();
        var first = await SubscribeAsync(connection);
        await using var other = await ConnectAsync();
        await using var second = await SubscribeAsync(other);
        await connection.Messaging.PublishAllAsync(MessagesOf(1, Held), cancellationToken: Token);
        await _reached.Task.WaitAsync(TestTimeouts.Step, Token);

        // It holds the first ones and handles one of them; what comes meanwhile, one round trip after the other, wakes the queue.
        var stopping = first.DisposeAsync();
        foreach (var message in MessagesOf(Held + 1, Messages))
        {
            await other.Messaging.PublishAllAsync([message], cancellationToken: Token);
        }

        _gate.SetResult();
        await stopping;

        await Eventually.TrueAsync(() => _handled.Count >= Messages);
        _handled.Distinct().ShouldBe(Enumerable.Range(1, Messages).Select(static number => (byte)number));
    }

    private IEnumerable<OutgoingMessage> MessagesOf(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => new OutgoingMessage(Exchange, _queue, new[] { (byte)number }));

    private async ValueTask HandleAsync(ReceivedMessage message)
    {
        var number = message.Body.Span[0];
        _handled.Enqueue(number);
        if (number == StopsAt)
        {
            _reached.TrySetResult();
            await _gate.Task;
        }
    }

    private Task<ISubscription> SubscribeAsync(RpcConnection connection) => connection.Messaging.SubscribeAsync(
        Exchange,
        HandleAsync,
        options =>
        {
            options.Queue = _queue;
            options.Patterns.Add(_queue);
            options.Ordered = true;
            options.Prefetch = Held;
        },
        Token);

    private Task<RabbitRpcConnection> ConnectAsync() => RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: Token);
}
