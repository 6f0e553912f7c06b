using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace TypedRpc.Serialization;

/// <summary>Builds a routing key from its template. For generated code.</summary>
/// <remarks>
/// A value is one word of the key: what is not a letter or digit of ASCII, <c>-</c>, <c>_</c> or <c>~</c> is percent-encoded in UTF-8, so no value can
/// add words or be taken for a pattern.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RoutingKeyWriter
{
    /// <summary>AMQP's short string.</summary>
    internal const int MaxBytes = 255;

    private readonly EventInfo _event;
    private readonly Span<char> _buffer;
    private int _length;
    private int _word;
    private int _placeholder;

    /// <param name="info">The event.</param>
    /// <param name="buffer">Room for <see cref="MaxBytes"/> characters.</param>
    internal RoutingKeyWriter(EventInfo info, Span<char> buffer)
    {
        _event = info;
        _buffer = buffer;
    }

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text; not empty.</param>
    /// <exception cref="ArgumentException">It is null or empty, or the key would exceed 255 bytes.</exception>
    public void Append(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"'{Name}' is a word of the routing key '{_event.RoutingKey}' of {_event.FullName} and must not be null or empty.", Name);
        }

        Escape(value);
    }

    /// <summary>Writes a number, a GUID or another value that has an invariant text.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key would exceed 255 bytes.</exception>
    public void Append<T>(T value)
        where T : struct, ISpanFormattable
    {
        Span<char> text = stackalloc char[MaxBytes];
        if (!value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture))
        {
            throw TooLong();
        }

        Escape(text[..written]);
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key would exceed 255 bytes.</exception>
    public void Append(bool value) => Escape(value ? "true" : "false");

    /// <summary>Writes the name of an enumeration's value, its number if it has none.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key would exceed 255 bytes.</exception>
    public void AppendEnum<T>(T value)
        where T : struct, Enum => Escape(value.ToString());

    private readonly string Name => _event.Template.NameOf(_placeholder);

    /// <summary>The key, when all its values have been written.</summary>
    internal string Finish()
    {
        var template = _event.Template;
        if (_placeholder != template.PlaceholderCount)
        {
            throw new InvalidOperationException($"The routing key of {_event.FullName} has {template.PlaceholderCount} values, and {_placeholder} were written.");
        }

        WriteWordsBefore(template.Words.Count);
        var key = new string(_buffer[.._length]);
        return Encoding.UTF8.GetByteCount(key) <= MaxBytes ? key : throw TooLong();
    }

    private void Escape(scoped ReadOnlySpan<char> value)
    {
        WriteWordsBefore(_event.Template.WordOf(_placeholder));
        StartWord();
        Span<byte> encoded = stackalloc byte[4];
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(value, out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                throw new ArgumentException($"'{Name}' has half a surrogate pair, which no routing key can carry.", Name);
            }

            value = value[consumed..];
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '~'))
            {
                Write((char)rune.Value);
                continue;
            }

            foreach (var octet in encoded[..rune.EncodeToUtf8(encoded)])
            {
                Write('%');
                Write(HexDigit(octet >> 4));
                Write(HexDigit(octet & 0xf));
            }
        }

        _placeholder++;
    }

    private void WriteWordsBefore(int word)
    {
        while (_word < word)
        {
            var text = _event.Template.Words[_word];
            StartWord();
            foreach (var character in text)
            {
                Write(character);
            }
        }
    }

    private void StartWord()
    {
        if (_word++ > 0)
        {
            Write('.');
        }
    }

    private void Write(char character)
    {
        if (_length == MaxBytes)
        {
            throw TooLong();
        }

        _buffer[_length++] = character;
    }

    private static char HexDigit(int value) => "0123456789ABCDEF"[value];

    private readonly ArgumentException TooLong() => new($"The routing key '{_event.RoutingKey}' of {_event.FullName} would be longer than {MaxBytes} bytes with these values.");
}
