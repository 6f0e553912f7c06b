using System.Globalization;
using System.Numerics;
using System.Text;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>The properties of a message of <see cref="AmqpModel"/>.</summary>
internal sealed class AmqpModelProperties
{
    private const int Deepest = 32;

    private readonly string?[] _text = new string?[16];

    /// <summary>Reads which there are, and those, in the order of the bits from the highest on; 0 and 1 mean nothing.</summary>
    public AmqpModelProperties(AmqpModelCursor cursor, bool withHeaders)
    {
        var flags = (int)cursor.Number(2);
        _text[12] = "False";
        for (var bit = 15; bit >= 2; bit--)
        {
            if (((flags >> bit) & 1) == 1)
            {
                _text[bit] = Read(cursor, bit, withHeaders);
            }
        }
    }

    public string? ReplyTo => _text[9];

    public string? UserId => _text[4];

    /// <summary>As <see cref="PropertiesText"/> has them.</summary>
    public override string ToString() => string.Join('|', new[] { 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 3 }.Select(bit => _text[bit]));

    private static string? Read(AmqpModelCursor cursor, int bit, bool withHeaders)
    {
        switch (bit)
        {
            case 13:
                var table = cursor.Long();
                return withHeaders && table.Length > 0 ? PropertiesText.Of(Table(table, 1)) : null;
            case 12:
                return cursor.Number(1) == 2 ? "True" : "False";
            case 11:
                return cursor.Number(1).ToString(CultureInfo.InvariantCulture);
            case 6:
                return Time(cursor.Number(8))?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            case 8:
                return Expiration(AmqpOutcome.Text(cursor.Short()));
            default:
                return AmqpOutcome.Text(cursor.Short());
        }
    }

    private static string? Expiration(string digits) =>
        digits.Length > 0 && digits.All(char.IsAsciiDigit) && BigInteger.Parse(digits, CultureInfo.InvariantCulture) is var milliseconds && milliseconds <= uint.MaxValue
            ? milliseconds.ToString(CultureInfo.InvariantCulture)
            : null;

    private static Dictionary<string, object?> Table(byte[] bytes, int depth)
    {
        var table = new Dictionary<string, object?>();
        for (var cursor = new AmqpModelCursor(bytes); !cursor.IsAtEnd;)
        {
            table.TryAdd(AmqpOutcome.Text(cursor.Short()), Value(cursor, depth));
        }

        return table;
    }

    private static List<object?> List(byte[] bytes, int depth)
    {
        var list = new List<object?>();
        for (var cursor = new AmqpModelCursor(bytes); !cursor.IsAtEnd;)
        {
            list.Add(Value(cursor, depth));
        }

        return list;
    }

    private static object? Value(AmqpModelCursor cursor, int depth)
    {
        var type = (char)cursor.Number(1);
        var nested = type is 'F' or 'A' or 'S' or 'x' ? cursor.Long() : [];
        return type switch
        {
            'F' => depth < Deepest ? Table(nested, depth + 1) : null,
            'A' => depth < Deepest ? List(nested, depth + 1) : null,
            'S' => Text(nested),
            'x' => nested,
            'V' => null,
            't' => cursor.Number(1) > 0,
            'b' => (long)(sbyte)cursor.Number(1),
            'B' => (long)cursor.Number(1),
            's' => (long)(short)cursor.Number(2),
            'u' => (long)cursor.Number(2),
            'I' => (long)(int)cursor.Number(4),
            'i' => (long)cursor.Number(4),
            'l' => (long)cursor.Number(8),
            'f' => (double)BitConverter.Int32BitsToSingle((int)cursor.Number(4)),
            'd' => BitConverter.Int64BitsToDouble((long)cursor.Number(8)),
            'D' => Decimal((int)cursor.Number(1), (int)cursor.Number(4)),
            'T' => Time(cursor.Number(8)),
            _ => throw new InvalidDataException(),
        };
    }

    private static object Text(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : bytes;
    }

    private static object? Decimal(int scale, int number)
    {
        decimal value = number;
        return scale > 28 ? null : value * new decimal(1, 0, 0, false, (byte)scale);
    }

    private static DateTimeOffset? Time(ulong seconds) => (long)seconds is >= -62135596800 and <= 253402300799 ? DateTimeOffset.UnixEpoch.AddSeconds((long)seconds) : null;
}
