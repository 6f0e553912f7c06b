using System.Text;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Reads a table of headers, as <see cref="MessageProperties.Headers"/> has them.</summary>
/// <remarks>Types as RabbitMQ has them: https://www.rabbitmq.com/docs/amqp-0-9-1-errata#section_3. It refuses to take in others, so none come.</remarks>
internal static class TableReader
{
    /// <summary>Whoever publishes may nest as deep as a frame is long, and the thread that reads has a small stack: what lies deeper is left out.</summary>
    private const int Deepest = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null for a table without entries.</summary>
    /// <exception cref="InvalidDataException">A value is of a type that AMQP does not have.</exception>
    /// <exception cref="ArgumentException">It ends before its values do.</exception>
    public static IReadOnlyDictionary<string, object?>? Read(ReadOnlySpan<byte> table) => table.IsEmpty ? null : ReadTable(table, 1);

    private static Dictionary<string, object?> ReadTable(ReadOnlySpan<byte> table, int depth)
    {
        var entries = new Dictionary<string, object?>();
        for (var reader = new AmqpReader(table); !reader.IsAtEnd;)
        {
            // The first of two with the same name counts, as for the client library.
            var name = Encoding.UTF8.GetString(reader.ReadShortString());
            entries.TryAdd(name, ReadValue(ref reader, depth));
        }

        return entries;
    }

    private static List<object?> ReadList(ReadOnlySpan<byte> list, int depth)
    {
        var items = new List<object?>();
        for (var reader = new AmqpReader(list); !reader.IsAtEnd;)
        {
            items.Add(ReadValue(ref reader, depth));
        }

        return items;
    }

    private static object? ReadValue(ref AmqpReader reader, int depth)
    {
        var type = (char)reader.ReadByte();
        switch (type)
        {
            case 'F' or 'A':
                var nested = reader.ReadLongString();
                return depth == Deepest ? null : type == 'F' ? ReadTable(nested, depth + 1) : ReadList(nested, depth + 1);
            case 'S':
                return Text(reader.ReadLongString());
            case 'x':
                return reader.ReadLongString().ToArray();
            case 'V':
                return null;
            case 't':
                return reader.ReadByte() != 0;
            case 'b':
                return (long)(sbyte)reader.ReadByte();
            case 'B':
                return (long)reader.ReadByte();
            case 's':
                return (long)(short)reader.ReadUInt16();
            case 'u':
                return (long)reader.ReadUInt16();
            case 'I':
                return (long)(int)reader.ReadUInt32();
            case 'i':
                return (long)reader.ReadUInt32();
            case 'l':
                return (long)reader.ReadUInt64();
            case 'f':
                return (double)BitConverter.UInt32BitsToSingle(reader.ReadUInt32());
            case 'd':
                return BitConverter.UInt64BitsToDouble(reader.ReadUInt64());
            case 'D':
                return Decimal(reader.ReadByte(), (int)reader.ReadUInt32());
            case 'T':
                return LibraryProperties.Time((long)reader.ReadUInt64());
            default:
                throw new InvalidDataException($"A header has a value of the type {(int)type}, which AMQP does not have.");
        }
    }

    private static object Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return bytes.ToArray();
        }
    }

    // .NET has no more than 28 digits behind the point.
    private static decimal? Decimal(byte scale, int number) => scale <= 28 ? new decimal((int)(uint)Math.Abs((long)number), 0, 0, number < 0, scale) : null;
}
