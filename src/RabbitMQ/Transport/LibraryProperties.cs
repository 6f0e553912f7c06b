using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A message's properties as the client library has them, and as we do.</summary>
internal static class LibraryProperties
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BasicProperties Of(MessageProperties properties, string? userId)
    {
        var result = new BasicProperties
        {
            DeliveryMode = properties.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient,
            ContentType = properties.ContentType,
            ContentEncoding = properties.ContentEncoding,
            MessageId = properties.MessageId,
            CorrelationId = properties.CorrelationId,
            ReplyTo = properties.ReplyTo,
            Type = properties.Type,
            AppId = properties.AppId,
            UserId = userId,
            Expiration = ExpirationOf(properties),
            Headers = properties.Headers is { Count: > 0 } headers ? headers.ToDictionary(static header => header.Key, static header => ToLibrary(header.Value)) : null,
        };
        if (properties.Priority is { } priority)
        {
            result.Priority = priority;
        }

        if (properties.Timestamp is { } timestamp)
        {
            result.Timestamp = new AmqpTimestamp(timestamp.ToUnixTimeSeconds());
        }

        return result;
    }

    /// <summary>The time to live as AMQP has it: whole milliseconds, in digits.</summary>
    public static string? ExpirationOf(MessageProperties properties) =>
        properties.Expiration is { } expiration ? ((long)expiration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>The time to live, or null where a sender wrote something else.</summary>
    public static TimeSpan? Expiration(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= uint.MaxValue ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>The time, or null: any sender may write any number.</summary>
    public static DateTimeOffset? Time(long seconds) => seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;

    public static MessageProperties From(IReadOnlyBasicProperties properties) => new()
    {
        Persistent = properties.IsDeliveryModePresent() && properties.DeliveryMode == DeliveryModes.Persistent,
        ContentType = properties.ContentType,
        ContentEncoding = properties.ContentEncoding,
        MessageId = properties.MessageId,
        CorrelationId = properties.CorrelationId,
        ReplyTo = properties.ReplyTo,
        Type = properties.Type,
        AppId = properties.AppId,
        Priority = properties.IsPriorityPresent() ? properties.Priority : null,
        Timestamp = properties.IsTimestampPresent() ? Time(properties.Timestamp.UnixTime) : null,
        Expiration = Expiration(properties.Expiration),
        Headers = properties.Headers is { Count: > 0 } headers ? headers.ToDictionary(static header => header.Key, static header => FromLibrary(header.Value)) : null,
    };

    private static object? ToLibrary(object? value) => value switch
    {
        DateTimeOffset time => new AmqpTimestamp(time.ToUnixTimeSeconds()),
        byte[] bytes => new BinaryTableValue(bytes),
        ReadOnlyMemory<byte> bytes => new BinaryTableValue(bytes.ToArray()),
        IReadOnlyDictionary<string, object?> table => table.ToDictionary(static entry => entry.Key, static entry => ToLibrary(entry.Value)),
        string or null => value,
        System.Collections.IEnumerable list => list.Cast<object?>().Select(ToLibrary).ToList(),
        _ => value,
    };

    private static object? FromLibrary(object? value) => value switch
    {
        byte[] text => Text(text),
        BinaryTableValue bytes => bytes.Bytes,
        AmqpTimestamp time => Time(time.UnixTime),
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        IDictionary<string, object?> table => table.ToDictionary(static entry => entry.Key, static entry => FromLibrary(entry.Value)),
        IList<object?> list => list.Select(FromLibrary).ToList(),
        _ => value,
    };

    private static object Text(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return bytes;
        }
    }
}
