using RabbitMQ.Client;
using TypedRpc.LoadTest.Contenders.HandWritten;
using TypedRpc.LoadTest.Events.Contenders;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>Looks after exchanges and queues, on a connection of its own.</summary>
internal sealed class BrokerSide : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BrokerSide(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public static async Task<BrokerSide> ConnectAsync(Uri uri)
    {
        var connection = await Amqp.ConnectAsync(uri, "topology");
        return new BrokerSide(connection, await connection.CreateChannelAsync());
    }

    public Task DeclareExchangeAsync(EventPlace place) => _channel.ExchangeDeclareAsync(place.Name, ExchangeType.Topic, durable: true);

    public async Task DeclareAsync(EventPlace place)
    {
        await DeclareExchangeAsync(place);
        await _channel.QueueDeclareAsync(place.Name, durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync(place.Name, place.Name, EventPlace.RoutingKey);
    }

    /// <summary>Empties the queue; returns how many messages there were.</summary>
    public Task<uint> PurgeAsync(EventPlace place) => _channel.QueuePurgeAsync(place.Name);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
