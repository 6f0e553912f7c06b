using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.TestSupport.Tests.Brokers;

/// <summary>Every step of <see cref="BrokerControl"/> does to a real broker what it says.</summary>
public sealed class BrokerControlTests(BrokerControlTests.Fixture fixture) : IClassFixture<BrokerControlTests.Fixture>
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    private BrokerControl Control => _broker.Control;

    [Fact]
    public async Task The_census_counts_everything_and_comes_back_to_what_it_was()
    {
        // The connections of the test before end on the broker a little after they end here.
        BrokerCensus before = null!;
        await Eventually.TrueAsync(async () => (before = await Control.CensusAsync()) is { Connections: 0, Channels: 0 });
        await using (IConnection connection = await ConnectAsync())
        {
            await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
            await channel.ExchangeDeclareAsync("census", ExchangeType.Direct, autoDelete: true);
            string queue = (await channel.QueueDeclareAsync()).QueueName;
            await channel.QueueBindAsync(queue, "census", "key");
            await PublishAsync(channel, queue);
            await PublishAsync(channel, queue);
            await channel.BasicQosAsync(0, 1, false);
            await channel.BasicConsumeAsync(queue, autoAck: false, new AsyncEventingBasicConsumer(channel));

            var expected = new BrokerCensus(
                before.Connections + 1, before.Channels + 1, before.Exchanges + 1, before.Queues + 1, before.Bindings + 2, before.Consumers + 1, before.Ready + 1, before.Unacknowledged + 1);
            await Eventually.TrueAsync(async () => await Control.CensusAsync() == expected);
        }

        await Eventually.TrueAsync(async () => await Control.CensusAsync() == before);
    }

    [Fact]
    public async Task One_connection_is_closed_with_the_reason_and_the_others_live()
    {
        await using IConnection first = await ConnectAsync();
        await using IConnection second = await ConnectAsync();
        Task<ShutdownEventArgs> closed = ShutdownOf(first);
        await Control.CloseConnectionAsync(first.LocalPort, "maintenance \"one\"");
        (await closed.WaitAsync(TestTimeouts.Step)).ReplyText.ShouldContain("maintenance \"one\"");
        second.IsOpen.ShouldBeTrue();
        Task<ShutdownEventArgs> alsoClosed = ShutdownOf(second);
        await Control.CloseConnectionsAsync("all");
        (await alsoClosed.WaitAsync(TestTimeouts.Step)).ReplyText.ShouldContain("all");
    }

    [Fact]
    public async Task Queues_are_purged_and_deleted_and_exchanges_deleted()
    {
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.ExchangeDeclareAsync("doomed", ExchangeType.Direct);
        string queue = (await channel.QueueDeclareAsync()).QueueName;
        await PublishAsync(channel, queue);
        (await Control.QueueNamesAsync()).ShouldContain(queue);
        await Control.PurgeQueueAsync(queue);
        (await channel.MessageCountAsync(queue)).ShouldBe(0u);
        BrokerCensus before = await Control.CensusAsync();
        await Control.DeleteQueueAsync(queue);
        await Control.DeleteExchangeAsync("doomed");
        BrokerCensus after = await Control.CensusAsync();
        (after.Queues, after.Exchanges).ShouldBe((before.Queues - 1, before.Exchanges - 1));
        await Should.ThrowAsync<InvalidOperationException>(() => Control.DeleteQueueAsync(queue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_alarm_blocks_publishers_until_it_is_cleared(bool memory)
    {
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        var (blocked, unblocked) = (new TaskCompletionSource(), new TaskCompletionSource());
        connection.ConnectionBlockedAsync += (_, _) => Complete(blocked);
        connection.ConnectionUnblockedAsync += (_, _) => Complete(unblocked);
        await SetAlarmAsync(memory, true);

        // A connection hears of an alarm a little after it is raised, and says so with the next message that comes.
        await Eventually.TrueAsync(async () =>
        {
            await channel.BasicPublishAsync(string.Empty, "nowhere", new byte[] { 1 });
            return blocked.Task.IsCompleted;
        });
        await SetAlarmAsync(memory, false);
        await unblocked.Task.WaitAsync(TestTimeouts.Step);
    }

    [Fact]
    public async Task Permissions_are_given_and_taken()
    {
        await Control.AddUserAsync("limited", "password");
        await Control.SetPermissionsAsync("limited", "^$", "^amq\\.topic$", "^$");
        var uri = new UriBuilder(_broker.Uri) { UserName = "limited", Password = "password" }.Uri;
        await using (IConnection connection = await ConnectAsync(uri))
        {
            await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
            await channel.BasicPublishAsync("amq.topic", "key", new byte[] { 1 });
            await Should.ThrowAsync<Exception>(async () => await channel.QueueDeclareAsync("forbidden"));
        }

        await Control.ClearPermissionsAsync("limited");
        await using IConnection refused = await ConnectAsync(uri);
        await Should.ThrowAsync<Exception>(() => refused.CreateChannelAsync());
    }

    [Fact]
    public async Task A_frozen_broker_answers_only_when_it_goes_on()
    {
        await using IConnection connection = await ConnectAsync();
        await Control.FreezeAsync();
        Task<IChannel> opening = connection.CreateChannelAsync();
        (await Task.WhenAny(opening, Task.Delay(300))).ShouldNotBe(opening);
        await Control.ContinueAsync();
        await (await opening.WaitAsync(TestTimeouts.Step)).DisposeAsync();
    }

    [Fact]
    public async Task A_delivery_that_is_not_settled_in_time_costs_its_channel()
    {
        await Control.SetConsumerTimeoutAsync(TimeSpan.FromMilliseconds(100));
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        var closed = new TaskCompletionSource<ShutdownEventArgs>();
        channel.ChannelShutdownAsync += (_, args) =>
        {
            closed.TrySetResult(args);
            return Task.CompletedTask;
        };
        string queue = (await channel.QueueDeclareAsync()).QueueName;
        await PublishAsync(channel, queue);
        await channel.BasicConsumeAsync(queue, autoAck: false, new AsyncEventingBasicConsumer(channel));
        (await closed.Task.WaitAsync(TestTimeouts.Step)).ReplyText.ShouldContain("timeout");
        await Control.SetConsumerTimeoutAsync(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task The_console_goes_on_after_the_node_was_killed()
    {
        await Control.CensusAsync();
        await _broker.KillAsync();
        await Should.ThrowAsync<InvalidOperationException>(Control.CensusAsync);
        await _broker.ResumeAsync();
        (await Control.CensusAsync()).Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_quorum_queue_that_is_on_disk_outlives_its_node()
    {
        const string Queue = "just-declared";
        await using (IConnection connection = await ConnectAsync())
        {
            await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await PublishAsync(channel, Queue);
            await Control.SyncQuorumQueuesAsync();
            await _broker.KillAsync();
        }

        await _broker.ResumeAsync();
        await using IConnection after = await ConnectAsync();
        await using IChannel reader = await after.CreateChannelAsync();
        await Eventually.TrueAsync(async () => await reader.BasicGetAsync(Queue, autoAck: true) is not null, TestTimeouts.Step);
        await reader.QueueDeleteAsync(Queue);
    }

    private Task SetAlarmAsync(bool memory, bool raised) => memory ? Control.SetMemoryAlarmAsync(raised) : Control.SetDiskAlarmAsync(raised);

    private Task<IConnection> ConnectAsync() => ConnectAsync(_broker.Uri);

    private static Task<IConnection> ConnectAsync(Uri uri) => new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private static ValueTask PublishAsync(IChannel channel, string queue) => channel.BasicPublishAsync(string.Empty, queue, new byte[] { 1 });

    private static Task Complete(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }

    private static Task<ShutdownEventArgs> ShutdownOf(IConnection connection)
    {
        var shutdown = new TaskCompletionSource<ShutdownEventArgs>();
        connection.ConnectionShutdownAsync += (_, args) =>
        {
            shutdown.TrySetResult(args);
            return Task.CompletedTask;
        };
        return shutdown.Task;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        public RabbitMqBroker Broker { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartAsync(controllable: true);

        public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
