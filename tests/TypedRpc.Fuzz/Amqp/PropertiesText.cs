using System.Globalization;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>The properties of a message as one text, to be compared with what the model read.</summary>
internal static class PropertiesText
{
    public static string? Of(MessageProperties? properties) => properties is null ? null : string.Join(
        '|',
        properties.ContentType,
        properties.ContentEncoding,
        properties.Headers is null ? null : Of((object)properties.Headers),
        properties.Persistent,
        properties.Priority,
        properties.CorrelationId,
        properties.ReplyTo,
        properties.Expiration?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        properties.MessageId,
        properties.Timestamp?.ToUnixTimeSeconds(),
        properties.Type,
        properties.AppId);

    public static string Of(object? value) => value switch
    {
        null => "V",
        string text => $"S{text}",
        byte[] bytes => $"x{Convert.ToHexString(bytes)}",
        bool flag => $"t{flag}",
        long number => string.Create(CultureInfo.InvariantCulture, $"l{number}"),
        double real => $"d{BitConverter.DoubleToInt64Bits(real):x}",
        decimal number => string.Create(CultureInfo.InvariantCulture, $"D{number}"),
        DateTimeOffset time => $"T{time.ToUnixTimeSeconds()}",
        IReadOnlyDictionary<string, object?> table => $"{{{string.Join(',', table.Select(static entry => $"{entry.Key}={Of(entry.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(',', list.Select(Of))}]",
        _ => throw new FuzzFailureException($"a header of type {value.GetType()}"),
    };
}
