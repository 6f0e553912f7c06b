using System.Buffers;
using System.Security.Cryptography;
using MessagePack;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Events.Contenders.TypedRpc;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>Fills queues with events as TypedRpc publishes them: all consumers get the same messages.</summary>
internal sealed class QueueFiller(RabbitRpcConnection connection) : IAsyncDisposable
{
    public static async Task<QueueFiller> ConnectAsync(Uri uri) => new(await RabbitRpcConnection.ConnectAsync(uri.AbsoluteUri));

    public Task FillAsync(EventPlace place, int payload, int count)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(1);
        writer.Write(RandomNumberGenerator.GetBytes(payload));
        writer.Flush();
        var properties = new MessageProperties
        {
            ContentType = "application/vnd.typedrpc.event.v1+msgpack",
            Type = $"{nameof(IConsumedEvents)}.{nameof(IConsumedEvents.HappenedAsync)}",
            Timestamp = TimeProvider.System.GetUtcNow(),
        };
        return connection.Messaging.PublishAllAsync(Enumerable.Repeat(new OutgoingMessage(place.Name, EventPlace.RoutingKey, body.WrittenMemory, properties), count));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
