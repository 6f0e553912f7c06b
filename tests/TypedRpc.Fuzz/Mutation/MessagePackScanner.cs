using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Mutation;

/// <summary>Finds the values in an input, as far as it is MessagePack; also those in a binary value, where frames have their payload.</summary>
internal static class MessagePackScanner
{
    private const int Deepest = 100;

    public static List<MessagePackToken> Scan(byte[] input)
    {
        var tokens = new List<MessagePackToken>();
        for (var position = 0; position >= 0 && position < input.Length;)
        {
            position = ScanValue(input, position, input.Length, tokens, 0);
        }

        return tokens;
    }

    /// <summary>Returns where the value ends, or -1.</summary>
    private static int ScanValue(byte[] input, int start, int limit, List<MessagePackToken> tokens, int depth)
    {
        if (start >= limit || depth > Deepest || !TryReadHead(input.AsSpan(start, limit - start), out var head, out var content, out var children) || children > limit - start)
        {
            return -1;
        }

        var slot = tokens.Count;
        tokens.Add(default);
        var end = start + head;
        var isBinary = input[start] is >= 0xc4 and <= 0xc6;
        if (content > limit - end)
        {
            tokens.RemoveAt(slot);
            return -1;
        }

        if (isBinary && content > 0)
        {
            ScanValue(input, end, end + (int)content, tokens, depth + 1);
        }

        end += (int)content;
        for (var child = 0L; child < children && end >= 0; child++)
        {
            end = ScanValue(input, end, limit, tokens, depth + 1);
        }

        tokens[slot] = new MessagePackToken(start, start + head, end < 0 ? limit : end);
        return end;
    }

    private static bool TryReadHead(ReadOnlySpan<byte> bytes, out int head, out long content, out long children)
    {
        var code = bytes[0];
        content = 0;
        children = 0;
        head = 1 + (code switch
        {
            0xc4 or 0xd9 => 1,
            0xc7 => 1,
            0xc5 or 0xda or 0xdc or 0xde or 0xc8 => 2,
            0xc6 or 0xdb or 0xdd or 0xdf or 0xc9 => 4,
            _ => 0,
        });
        if (head > bytes.Length)
        {
            return false;
        }

        long length = (head - 1) switch
        {
            1 => bytes[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
            _ => 0,
        };
        (content, children) = code switch
        {
            >= 0x80 and <= 0x8f => (0L, 2L * (code & 0xf)),
            >= 0x90 and <= 0x9f => (0L, code & 0xfL),
            >= 0xa0 and <= 0xbf => (code & 0x1fL, 0L),
            >= 0xc7 and <= 0xc9 => (length + 1, 0L),
            0xdc or 0xdd => (0L, length),
            0xde or 0xdf => (0L, 2 * length),
            0xca or 0xce or 0xd2 => (4L, 0L),
            0xcb or 0xcf or 0xd3 => (8L, 0L),
            0xcc or 0xd0 => (1L, 0L),
            0xcd or 0xd1 => (2L, 0L),
            >= 0xd4 and <= 0xd8 => (1L + (1 << (code - 0xd4)), 0L),
            _ => (length, 0L),
        };
        return true;
    }
}
