using RabbitMQ.Client;
using TypedRpc.LoadTest.Contenders.HandWritten;

namespace TypedRpc.LoadTest.Events.Contenders.HandWritten;

/// <summary>Publishes with the confirm tracking of RabbitMQ.Client 7: the task of a publish completes with its confirm.</summary>
/// <remarks>
/// Reviewed for speed: no limit of outstanding confirms, since that of the library (128) delays from half of it on, and callers or batches are the limit
/// here; exchange and routing key encoded once; properties with nothing but the persistence, or with all that an event of TypedRpc has. They are new for
/// each message, because the library writes its sequence number into them.
/// </remarks>
internal sealed class TrackedPublishClient : IPublishClient
{
    private static readonly CreateChannelOptions Options = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IConnection _connection;
    private readonly bool _isShared;
    private readonly bool _isDescribed;
    private readonly CachedString _exchange;
    private readonly CachedString _routingKey = new(EventPlace.RoutingKey);
    private readonly string _prefix = $"{Random.Shared.NextInt64():x16}";
    private readonly List<IChannel> _channels = [];
    private readonly List<List<ValueTask>> _batches = [];
    private long _published;

    private TrackedPublishClient(IConnection connection, EventPlace place, bool isShared, bool isDescribed)
    {
        _connection = connection;
        _isShared = isShared;
        _isDescribed = isDescribed;
        _exchange = new CachedString(place.Name);
    }

    public static Task<IPublishClient> ShareChannelAsync(Uri uri, EventPlace place) => ConnectAsync(uri, place, isShared: true, isDescribed: false);

    public static Task<IPublishClient> DescribedAsync(Uri uri, EventPlace place) => ConnectAsync(uri, place, isShared: true, isDescribed: true);

    public static Task<IPublishClient> OwnChannelsAsync(Uri uri, EventPlace place) => ConnectAsync(uri, place, isShared: false, isDescribed: false);

    public async Task PrepareAsync(int callers)
    {
        while (_channels.Count < (_isShared ? 1 : callers))
        {
            _channels.Add(await _connection.CreateChannelAsync(Options));
        }

        while (_batches.Count < callers)
        {
            _batches.Add([]);
        }
    }

    public ValueTask PublishAsync(int caller, byte[] payload, int messages)
    {
        var channel = _channels[_isShared ? 0 : caller];
        return messages == 1 ? PublishAsync(channel, payload) : PublishAllAsync(channel, _batches[caller], payload, messages);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place, bool isShared, bool isDescribed) =>
        new TrackedPublishClient(await Amqp.ConnectAsync(uri, "publisher"), place, isShared, isDescribed);

    private async ValueTask PublishAllAsync(IChannel channel, List<ValueTask> batch, byte[] payload, int messages)
    {
        batch.Clear();
        for (var i = 0; i < messages; i++)
        {
#pragma warning disable CA2012 // Each is awaited once, below.
            batch.Add(PublishAsync(channel, payload));
#pragma warning restore CA2012
        }

        foreach (var publish in batch)
        {
            await publish;
        }
    }

    private ValueTask PublishAsync(IChannel channel, byte[] payload) => channel.BasicPublishAsync(_exchange, _routingKey, mandatory: false, NewProperties(), payload);

    private BasicProperties NewProperties()
    {
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        if (_isDescribed)
        {
            properties.ContentType = "application/octet-stream";
            properties.MessageId = $"{_prefix}{Interlocked.Increment(ref _published):x16}";
            properties.Type = "PublishedEvents/Happened";
            properties.Timestamp = new AmqpTimestamp(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        }

        return properties;
    }
}
