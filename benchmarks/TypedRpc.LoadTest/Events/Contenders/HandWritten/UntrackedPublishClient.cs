using RabbitMQ.Client;
using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.LoadTest.Events.Contenders.HandWritten;

/// <summary>Publishes batches and counts the confirms itself, as an expert does when the library's tracking is too slow.</summary>
internal sealed class UntrackedPublishClient : IPublishClient
{
    private static readonly CreateChannelOptions Options = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly CachedString _exchange;
    private readonly CachedString _routingKey = new(EventPlace.RoutingKey);
    private readonly BasicProperties _properties = new() { DeliveryMode = DeliveryModes.Persistent };
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConfirmCounter _confirms = new();
    private ulong _published;

    private UntrackedPublishClient(IConnection connection, IChannel channel, EventPlace place)
    {
        _connection = connection;
        _channel = channel;
        _exchange = new CachedString(place.Name);
        channel.BasicAcksAsync += (_, confirmed) => _confirms.OnConfirmed(confirmed.DeliveryTag, confirmed.Multiple);
        channel.BasicNacksAsync += (_, refused) => _confirms.OnRefused(refused.DeliveryTag);
    }

    public static async Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place)
    {
        var connection = await Amqp.ConnectAsync(uri, "publisher");
        return new UntrackedPublishClient(connection, await connection.CreateChannelAsync(Options), place);
    }

    public async ValueTask PublishAsync(int caller, byte[] payload, int messages)
    {
        Task confirmed;

        // The messages of a batch have numbers one after another.
        await _turn.WaitAsync();
        try
        {
            _published += (ulong)messages;
            confirmed = _confirms.WhenConfirmed(_published);
            for (var i = 0; i < messages; i++)
            {
                await _channel.BasicPublishAsync(_exchange, _routingKey, mandatory: false, _properties, payload);
            }
        }
        finally
        {
            _turn.Release();
        }

        await confirmed;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
    }
}
