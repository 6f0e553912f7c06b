using RabbitMQ.Client;
using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.LoadTest.Events.Contenders.HandWritten;

/// <summary>Consumes as an expert does when only the pace matters; what it lacks: retries, dead letters, types, handlers at once.</summary>
internal sealed class HandWrittenConsumeClient(IConnection connection, EventPlace place) : IConsumeClient
{
    public static async Task<IConsumeClient> ConnectAsync(Uri uri, EventPlace place)
    {
        var connection = await Amqp.ConnectAsync(uri, "consumer");
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(place.Name, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(place.Name, place.Name, EventPlace.RoutingKey);
        return new HandWrittenConsumeClient(connection, place);
    }

    public async Task<IAsyncDisposable> SubscribeAsync(int prefetch, DeliveryCounter deliveries)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false);
        await channel.BasicConsumeAsync(place.Name, autoAck: false, new GroupConsumer(channel, deliveries, prefetch));
        return channel;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
