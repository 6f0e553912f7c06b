using System.Buffers.Binary;

namespace TypedRpc.Serialization;

/// <summary>Looks through a payload before anything is decoded: it must be one whole MessagePack value.</summary>
/// <remarks>
/// Formatters allocate what the header of an array announces, again on each level of nesting. Once every announced element is known to be there, what a
/// payload makes them allocate grows with its size, not with its size times its depth.
/// </remarks>
internal static class PayloadShape
{
    /// <summary>Refuses a payload that is cut off, or that has bytes behind its value.</summary>
    /// <exception cref="RpcDecodeException">It is not one whole value.</exception>
    public static void Check(ReadOnlySpan<byte> payload)
    {
        if (Measure(payload) is var length && length != payload.Length)
        {
            throw new RpcDecodeException(length < 0 ? "the value is cut off or malformed" : "there are bytes behind the value");
        }
    }

    /// <summary>Bytes of the first value, or -1 if it is not whole. It does not recurse, so no nesting is too deep for it.</summary>
    private static long Measure(ReadOnlySpan<byte> payload)
    {
        var position = 0L;
        for (var pending = 1L; pending > 0;)
        {
            // Each value has a byte at least.
            if (pending > payload.Length - position)
            {
                return -1;
            }

            var rest = payload[(int)position..];
            var code = rest[0];
            pending--;
            position++;
            switch (code)
            {
                case <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                    break;
                case <= 0x8f:
                    pending += 2 * (code & 0xf);
                    break;
                case <= 0x9f:
                    pending += code & 0xf;
                    break;
                case <= 0xbf:
                    position += code & 0x1f;
                    break;
                case 0xc1:
                    return -1;
                case >= 0xca and <= 0xd3 or >= 0xd4 and <= 0xd8:
                    position += FixedSize(code);
                    break;
                default:
                    var width = WidthOfLength(code);
                    if (rest.Length <= width)
                    {
                        return -1;
                    }

                    position += width;
                    var length = ReadLength(rest[1..], width);
                    switch (code)
                    {
                        case 0xdc or 0xdd:
                            pending += length;
                            break;
                        case 0xde or 0xdf:
                            pending += 2 * length;
                            break;
                        default:
                            // An extension has its type between length and content.
                            position += length + (code is >= 0xc7 and <= 0xc9 ? 1 : 0);
                            break;
                    }

                    break;
            }
        }

        return position > payload.Length ? -1 : position;
    }

    // float 32 and 64, uint 8 to 64, int 8 to 64, fixext 1 to 16 with their type.
    private static int FixedSize(byte code) => code switch
    {
        0xca => 4,
        0xcb => 8,
        <= 0xcf => 1 << (code - 0xcc),
        <= 0xd3 => 1 << (code - 0xd0),
        _ => 1 + (1 << (code - 0xd4)),
    };

    private static int WidthOfLength(byte code) => code switch
    {
        0xc4 or 0xc7 or 0xd9 => 1,
        0xc5 or 0xc8 or 0xda or 0xdc or 0xde => 2,
        _ => 4,
    };

    private static long ReadLength(ReadOnlySpan<byte> bytes, int width) => width switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
