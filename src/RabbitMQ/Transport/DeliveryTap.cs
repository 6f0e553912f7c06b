using System.Collections.Concurrent;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Takes the deliveries to our consumers out of what a connection receives, before RabbitMQ.Client sees them.</summary>
/// <remarks>
/// The library makes nine objects of each and takes two thread-pool hops to hand it over; here it is handed over where it was received. Everything else
/// on the connection, from declarations to the end of a consumer, is the library's.
/// </remarks>
internal sealed class DeliveryTap(long maxBody)
{
    private const byte MethodFrame = 1;
    private const byte HeaderFrame = 2;
    private const byte BodyFrame = 3;

    private readonly NamePool _names = new();
    private readonly ConcurrentDictionary<int, ChannelTap> _channels = new();

    /// <summary>Takes the deliveries to a consumer that is about to start.</summary>
    /// <param name="channel">Number of its channel.</param>
    /// <param name="consumerTag">Its name there.</param>
    /// <param name="deliver">Takes a message.</param>
    /// <param name="withProperties">Whether messages come with all their properties.</param>
    public void Add(int channel, string consumerTag, Action<InboundMessage> deliver, bool withProperties = false) =>
        _channels.GetOrAdd(channel, static (_, tap) => new ChannelTap(tap._names, tap.MaxBody), this).Add(consumerTag, deliver, withProperties);

    /// <summary>Forgets a channel that was closed: its number may come again.</summary>
    public void Remove(int channel) => _channels.TryRemove(channel, out _);

    /// <summary>Takes a frame if it is part of a delivery to one of our consumers.</summary>
    public bool TryTake(byte type, int channel, ReadOnlyMemory<byte> payload) => type is MethodFrame or HeaderFrame or BodyFrame
        && _channels.TryGetValue(channel, out var tap)
        && type switch
        {
            MethodFrame => tap.TryTakeMethod(payload.Span),
            HeaderFrame => tap.TryTakeHeader(payload.Span),
            _ => tap.TryTakeBody(payload),
        };

    /// <summary>Where the payload of a body frame that has only begun is received, and the byte behind it; empty if it is none of ours.</summary>
    public Memory<byte> BeginBody(byte type, int channel, int length, out ChannelTap? receiver)
    {
        receiver = type == BodyFrame ? _channels.GetValueOrDefault(channel) : null;
        return receiver?.BeginBody(length) ?? default;
    }

    /// <summary>The connection has ended.</summary>
    public void Abandon()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Abandon();
        }
    }

    private long MaxBody => maxBody;
}
