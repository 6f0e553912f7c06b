using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace TypedRpc.Serialization;

/// <summary>Reads the values that a routing key carries. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RoutingKeyReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly EventInfo _event;
    private readonly string _key;

    /// <param name="info">The event; the key matches its template.</param>
    /// <param name="key">The key.</param>
    internal RoutingKeyReader(EventInfo info, string key) => (_event, _key) = (info, key);

    /// <summary>Reads a text.</summary>
    /// <param name="placeholder">Its place among the values of the template.</param>
    /// <exception cref="RpcDecodeException">The word is not as it was written.</exception>
    public string GetString(int placeholder)
    {
        var word = Word(placeholder);
        if (!word.Contains('%'))
        {
            return word.ToString();
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(word.Length)];
        var length = 0;
        for (var index = 0; index < word.Length; index++)
        {
            if (word[index] != '%')
            {
                length += Encoding.UTF8.GetBytes(word.Slice(index, 1), bytes.AsSpan(length));
            }
            else if (index + 2 < word.Length && byte.TryParse(word.Slice(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]))
            {
                length++;
                index += 2;
            }
            else
            {
                throw Malformed(placeholder);
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(placeholder);
        }
    }

    /// <summary>Reads a number, a GUID, a truth value or another value that has an invariant text.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="placeholder">Its place among the values of the template.</param>
    /// <exception cref="RpcDecodeException">The word is no such value.</exception>
    public T Get<T>(int placeholder)
        where T : struct, ISpanParsable<T> =>
        T.TryParse(GetString(placeholder), CultureInfo.InvariantCulture, out var value) ? value : throw Malformed(placeholder);

    /// <summary>Reads a value of an enumeration.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="placeholder">Its place among the values of the template.</param>
    /// <exception cref="RpcDecodeException">The word is no such value.</exception>
    public T GetEnum<T>(int placeholder)
        where T : struct, Enum =>
        Enum.TryParse<T>(GetString(placeholder), out var value) ? value : throw Malformed(placeholder);

    private ReadOnlySpan<char> Word(int placeholder)
    {
        var wanted = _event.Template.WordOf(placeholder);
        var index = 0;
        foreach (var range in _key.AsSpan().Split('.'))
        {
            if (index++ == wanted)
            {
                return _key.AsSpan()[range];
            }
        }

        throw Malformed(placeholder);
    }

    private RpcDecodeException Malformed(int placeholder) => new($"the routing key does not carry '{_event.Template.NameOf(placeholder)}' as '{_event.RoutingKey}' says");
}
