using System.Globalization;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>A message that arrived. The body is valid only during the callback: copy what must live longer.</summary>
/// <param name="Exchange">Exchange that it was published to.</param>
/// <param name="RoutingKey">Its routing key.</param>
/// <param name="Body">One or more frames, or anything that a stranger sent.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="ReplyTo">Where its sender wants replies, or null.</param>
/// <param name="UserId">Broker user that published it, verified by the broker, or null.</param>
/// <param name="Redelivered">Whether the broker delivered it before.</param>
/// <param name="DeliveryTag">Number to settle it with.</param>
public readonly record struct InboundMessage(
    string Exchange,
    string RoutingKey,
    ReadOnlyMemory<byte> Body,
    string? ContentType = null,
    string? ReplyTo = null,
    string? UserId = null,
    bool Redelivered = false,
    ulong DeliveryTag = 0)
{
    /// <summary>How long it may have waited in this process before it was read; zero unless the process stood still.</summary>
    public TimeSpan MayHaveWaited { get; init; }

    /// <summary>Size of a body that is larger than the transport takes and was read past, so that <see cref="Body"/> is empty; else zero.</summary>
    public long SkippedBytes { get; init; }

    /// <summary>All its properties, for subscriptions; null for services and replies, which need no more than what stands above.</summary>
    public MessageProperties? Properties { get; init; }

    /// <summary>The body's memory, where it may be taken over; the body begins where it does.</summary>
    internal RentedBody? Rented { get; init; }

    /// <summary>Why calls or answers are not to be looked for in it: it was too large, or says that it is of another version of the protocol; null if they are.</summary>
    internal string? WhyUnreadable() =>
        SkippedBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"it has {SkippedBytes:N0} bytes")
        : ContentType is null or WireConstants.ContentType ? null
        : $"it is of '{Printable.Text(ContentType)}' instead of '{WireConstants.ContentType}'";

    /// <summary>Memory of the pool that begins with the body and is the caller's from here on.</summary>
    internal byte[] TakeBody()
    {
        if (Rented is not null)
        {
            return Rented.Take();
        }

        var copy = BufferPool.Rent(Body.Length);
        Body.CopyTo(copy);
        return copy;
    }
}
