using System.Collections.Concurrent;
using System.Text;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>Messages that wait to be tried again, at a broker that dies.</summary>
public sealed class RetryTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    private const string Exchange = "amq.topic";
    private const int AtOnce = 100;
    private const int TriedAgainBeforeTheKill = 500;

    private readonly RabbitMqBroker _broker = fixture.Broker;
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentBag<string> _confirmed = [];
    private int _published;
    private int _again;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The broker confirms a message in the queue for retries, and then moves it on by itself: on its way back it must not be in no queue that survives.</summary>
    [Fact]
    public async Task A_killed_broker_loses_no_message_between_two_attempts()
    {
        await using var subscriber = await ConnectAsync();
        await subscriber.Messaging.SubscribeAsync(Exchange, HandleAsync, Configure, Token);
        await _broker.Control.SyncQuorumQueuesAsync();
        await using var publisher = await ConnectAsync();
        using var stop = new CancellationTokenSource();
        Task[] publishing = [.. Enumerable.Range(0, AtOnce).Select(_ => PublishAsync(publisher, stop.Token))];
        await Eventually.TrueAsync(() => Volatile.Read(ref _again) >= TriedAgainBeforeTheKill, TestTimeouts.Command);

        await _broker.KillAsync();
        await stop.CancelAsync();
        await _broker.ResumeAsync();
        await Task.WhenAll(publishing);
        await Eventually.TrueAsync(() => _confirmed.All(id => _attempts.GetValueOrDefault(id) > 1), TestTimeouts.BrokerStart);
    }

    private static void Configure(SubscriberOptions options)
    {
        options.Queue = "retries";
        options.Patterns.Add("retry.me");
        options.RetryDelay = TimeSpan.FromMilliseconds(50);
    }

    private ValueTask HandleAsync(ReceivedMessage message)
    {
        _attempts.AddOrUpdate(Encoding.UTF8.GetString(message.Body.Span), message.Attempt, (_, attempt) => Math.Max(attempt, message.Attempt));
        return message.Attempt == 1 ? throw new InvalidOperationException("The first attempt fails.") : Again();
    }

    private ValueTask Again()
    {
        Interlocked.Increment(ref _again);
        return ValueTask.CompletedTask;
    }

    private async Task PublishAsync(RpcConnection connection, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = $"{Interlocked.Increment(ref _published)}";
            await connection.Messaging.PublishAsync(Exchange, "retry.me", Encoding.UTF8.GetBytes(id), cancellationToken: Token);
            _confirmed.Add(id);
        }
    }

    private async Task<RpcConnection> ConnectAsync() => await RabbitRpcConnection.ConnectAsync(
        _broker.Uri.ToString(),
        static options =>
        {
            options.FailFast = false;
            options.DefaultTimeout = TimeSpan.FromSeconds(60);
        });
}
