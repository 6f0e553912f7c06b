using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Text;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Writes AMQP's values one after another into a buffer that it keeps. Not thread-safe.</summary>
/// <remarks>Types of table values as RabbitMQ has them: https://www.rabbitmq.com/docs/amqp-0-9-1-errata#section_3.</remarks>
internal sealed class AmqpWriter
{
    private const int LongestShortString = 255;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Octet(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void LongLong(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    /// <exception cref="FormatException">It has more than 255 bytes.</exception>
    public void ShortString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > LongestShortString)
        {
            throw new FormatException($"'{value}' has {length} bytes of UTF-8; AMQP allows {LongestShortString} here.");
        }

        Octet((byte)length);
        Encoding.UTF8.GetBytes(value, _buffer);
    }

    /// <exception cref="FormatException">A value is of a type that AMQP does not have.</exception>
    public void Table(IEnumerable<KeyValuePair<string, object?>> table)
    {
        var start = BeginLength();
        foreach (var (name, value) in table)
        {
            ShortString(name);
            Value(name, value);
        }

        EndLength(start);
    }

    private void Value(string name, object? value)
    {
        switch (value)
        {
            case null:
                Octet((byte)'V');
                break;
            case string text:
                Octet((byte)'S');
                Text(text);
                break;
            case bool flag:
                Octet((byte)'t');
                Octet(flag ? (byte)1 : (byte)0);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                Octet((byte)'l');
                LongLong(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                Octet((byte)'d');
                LongLong(BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case decimal number:
                Octet((byte)'D');
                Decimal(name, number);
                break;
            case DateTimeOffset time:
                Octet((byte)'T');
                LongLong(time.ToUnixTimeSeconds());
                break;
            case byte[] bytes:
                Octet((byte)'x');
                Bytes(bytes);
                break;
            case ReadOnlyMemory<byte> bytes:
                Octet((byte)'x');
                Bytes(bytes.Span);
                break;
            case IEnumerable<KeyValuePair<string, object?>> table:
                Octet((byte)'F');
                Table(table);
                break;
            case IEnumerable list:
                Octet((byte)'A');
                List(name, list);
                break;
            default:
                throw new FormatException($"The header '{name}' has a value of type '{value.GetType()}'; AMQP has text, numbers, booleans, times, bytes, and lists and tables of them.");
        }
    }

    /// <summary>Digits behind the point, and all digits as one integer.</summary>
    private void Decimal(string name, decimal value)
    {
        const int ScaleShift = 16;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = value < 0 ? -(long)(uint)bits[0] : (uint)bits[0];
        if ((bits[1] | bits[2]) != 0 || digits is < int.MinValue or > int.MaxValue)
        {
            throw new FormatException($"The header '{name}' has the value {value.ToString(CultureInfo.InvariantCulture)}; AMQP's decimals have 32 bits.");
        }

        Octet((byte)(bits[3] >> ScaleShift));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), (int)digits);
        _buffer.Advance(sizeof(int));
    }

    private void List(string name, IEnumerable list)
    {
        var start = BeginLength();
        foreach (var item in list)
        {
            Value(name, item);
        }

        EndLength(start);
    }

    private void Text(string value)
    {
        var start = BeginLength();
        Encoding.UTF8.GetBytes(value, _buffer);
        EndLength(start);
    }

    private void Bytes(ReadOnlySpan<byte> value)
    {
        var start = BeginLength();
        _buffer.Write(value);
        EndLength(start);
    }

    private int BeginLength()
    {
        _buffer.GetSpan(sizeof(uint));
        _buffer.Advance(sizeof(uint));
        return _buffer.WrittenCount;
    }

    // What was written belongs to us: ArrayBufferWriter only shows it as read-only.
    private void EndLength(int start)
    {
        var length = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span.Slice(start - sizeof(uint), sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)(_buffer.WrittenCount - start));
    }
}
