using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests;

public sealed class BrokerFixtureTests(BrokerFixture shared, PrivateBrokerFixture own) : IClassFixture<PrivateBrokerFixture>
{
    private const ushort ConnectionForced = 320;
    private readonly RabbitMqBroker _broker = own.Broker;

    [Fact]
    public async Task The_shared_broker_accepts_connections()
    {
        await using IConnection connection = await ConnectAsync(shared.Broker);

        connection.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Queues_are_listed_with_their_counts()
    {
        await using IConnection connection = await ConnectAsync(_broker);
        await using IChannel channel = await connection.CreateChannelAsync();
        string queue = await DeclareQueueAsync(channel);
        await PublishAsync(channel, queue);
        await PublishAsync(channel, queue);
        await channel.BasicGetAsync(queue, autoAck: false);

        await Eventually.TrueAsync(async () => (await _broker.ListQueuesAsync()).Contains(new QueueInfo(queue, 2, 1, 0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleting_a_queue_cancels_its_consumers(bool exclusive)
    {
        await using IConnection connection = await ConnectAsync(_broker);
        await using IChannel channel = await connection.CreateChannelAsync();
        string queue = await DeclareQueueAsync(channel, exclusive);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var cancelled = new TaskCompletionSource();
        consumer.UnregisteredAsync += (_, _) =>
        {
            cancelled.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);

        await _broker.DeleteQueueAsync(queue);

        await cancelled.Task.WaitAsync(TestTimeouts.Step);
    }

    [Fact]
    public async Task Closed_connections_hear_the_reason()
    {
        await using IConnection connection = await ConnectAsync(_broker);
        Task<ShutdownEventArgs> closed = ShutdownOf(connection);

        await _broker.CloseAllConnectionsAsync("maintenance");

        ShutdownEventArgs shutdown = await closed.WaitAsync(TestTimeouts.Step);
        shutdown.ReplyCode.ShouldBe(ConnectionForced);
        shutdown.ReplyText.ShouldContain("maintenance");
    }

    [Fact]
    public async Task A_stopped_broker_refuses_connections_until_it_is_resumed()
    {
        await using IConnection connection = await ConnectAsync(_broker);
        Task<ShutdownEventArgs> closed = ShutdownOf(connection);

        await _broker.StopAsync();
        (await closed.WaitAsync(TestTimeouts.Step)).ReplyCode.ShouldBe(ConnectionForced);
        await Should.ThrowAsync<Exception>(() => ConnectAsync(_broker));

        await _broker.ResumeAsync();
        await using IConnection again = await ConnectAsync(_broker);
    }

    [Fact]
    public async Task A_killed_broker_breaks_sockets_and_keeps_durable_messages()
    {
        string queue;
        await using (IConnection connection = await ConnectAsync(_broker))
        {
            await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
            queue = await DeclareQueueAsync(channel);
            await PublishAsync(channel, queue);
            Task<ShutdownEventArgs> closed = ShutdownOf(connection);

            // A confirm says that the message is on the disk; the queue's definition is a moment later, where Mnesia keeps it.
            await _broker.RunCtlAsync("eval", "catch mnesia:sync_log().");
            await _broker.KillAsync();

            (await closed.WaitAsync(TestTimeouts.Step)).Initiator.ShouldBe(ShutdownInitiator.Library);
        }

        await _broker.ResumeAsync();

        await using IConnection again = await ConnectAsync(_broker);
        await using IChannel after = await again.CreateChannelAsync();
        (await after.MessageCountAsync(queue)).ShouldBe(1u);
    }

    private static async Task<IConnection> ConnectAsync(RabbitMqBroker broker) =>
        await new ConnectionFactory { Uri = broker.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private static async Task<string> DeclareQueueAsync(IChannel channel, bool exclusive = false)
    {
        string queue = $"fixture-{Guid.NewGuid():N}";
        await channel.QueueDeclareAsync(queue, durable: true, exclusive, autoDelete: false);
        return queue;
    }

    private static ValueTask PublishAsync(IChannel channel, string queue) =>
        channel.BasicPublishAsync(string.Empty, queue, mandatory: true, new BasicProperties { Persistent = true }, new byte[] { 1 });

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
}
