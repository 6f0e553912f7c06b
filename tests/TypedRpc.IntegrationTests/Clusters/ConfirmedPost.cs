using System.Buffers.Binary;
using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Publishes numbered messages to a quorum queue without a pause, and compares what was confirmed with what the queue has in the end.</summary>
internal sealed class ConfirmedPost : IAsyncDisposable
{
    private const string Queue = "cluster.post";
    private const int Publishers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<RabbitMqBroker> _nodes;
    private readonly ConcurrentQueue<int> _confirmed = new();
    private readonly ConcurrentQueue<int> _notExecuted = new();
    private readonly Task _publishers;
    private int _number;
    private volatile bool _ending;

    private ConfirmedPost(RpcConnection connection, IReadOnlyList<RabbitMqBroker> nodes)
    {
        _nodes = nodes;
        _publishers = Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => PublishAsync(connection.Messaging)));
    }

    public static async Task<ConfirmedPost> StartAsync(RpcConnection connection, IReadOnlyList<RabbitMqBroker> nodes)
    {
        await OnChannelAsync(nodes, static async channel =>
        {
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            return await channel.QueuePurgeAsync(Queue);
        });
        return new ConfirmedPost(connection, nodes);
    }

    /// <summary>Waits until that many more messages have been confirmed.</summary>
    public Task ConfirmedAsync(int messages)
    {
        var before = _confirmed.Count;
        return Eventually.TrueAsync(() => _confirmed.Count >= before + messages, Patience);
    }

    /// <summary>Ends it, and returns everything that a publisher was told and that is not so.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await StopAsync();
        var there = await OnChannelAsync(_nodes, static async channel =>
        {
            var numbers = new ConcurrentQueue<int>();
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                numbers.Enqueue(BinaryPrimitives.ReadInt32BigEndian(message.Body.Span));
                return Task.CompletedTask;
            };
            var count = await channel.MessageCountAsync(Queue);
            await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
            await Eventually.TrueAsync(() => numbers.Count >= count, Patience);
            return numbers.ToHashSet();
        });
        return
        [
            .. _confirmed.Where(number => !there.Contains(number)).Select(static number => $"{number} was confirmed, and is lost"),
            .. _notExecuted.Where(there.Contains).Select(static number => $"{number} was called not executed, and is there"),
        ];
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        _ending = true;
        await _publishers.WaitAsync(Patience);
    }

    private async Task PublishAsync(Messaging.MessagingClient messaging)
    {
        while (!_ending)
        {
            var number = Interlocked.Increment(ref _number);
            var body = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(body, number);
            try
            {
                await messaging.PublishAsync(string.Empty, Queue, body, options: new PublishOptions { Mandatory = true });
                _confirmed.Enqueue(number);
            }
            catch (RpcException exception)
            {
                if (exception.Outcome == CallOutcome.NotExecuted)
                {
                    _notExecuted.Enqueue(number);
                }

                await Task.Delay(PauseAfterFailure);
            }
        }
    }

    /// <summary>Over whichever node takes a connection: one that has just joined again counts as running before it does.</summary>
    private static async Task<T> OnChannelAsync<T>(IReadOnlyList<RabbitMqBroker> nodes, Func<IChannel, Task<T>> use)
    {
        var endpoints = nodes.Select(static node => new AmqpTcpEndpoint(node.Uri));
        await using var connection = await new ConnectionFactory { Uri = nodes[0].Uri }.CreateConnectionAsync(endpoints);
        await using var channel = await connection.CreateChannelAsync();
        return await use(channel);
    }
}
