using System.Buffers.Binary;
using System.Text;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>What a broker sends to a consumer, frame by frame.</summary>
internal static class AmqpSeeds
{
    public const string Ours = "ours";

    /// <summary>A header of every type.</summary>
    private static readonly byte[] Headers = Long([
        .. Short("S"), (byte)'S', .. Long("text"u8), .. Short("s8"), (byte)'S', .. Long([0xff, 1]), .. Short("x"), (byte)'x', .. Long([1, 2]), .. Short("V"), (byte)'V',
        .. Short("t"), (byte)'t', 1, .. Short("b"), (byte)'b', 0xfe, .. Short("B"), (byte)'B', 0xfe, .. Short("s"), (byte)'s', 0xff, 1, .. Short("u"), (byte)'u', 0xff, 1,
        .. Short("I"), (byte)'I', 0xff, 0, 0, 1, .. Short("i"), (byte)'i', 0xff, 0, 0, 1, .. Short("l"), (byte)'l', .. Number(ulong.MaxValue), .. Short("f"), (byte)'f', 0x3f, 0x80, 0, 0,
        .. Short("d"), (byte)'d', .. Number(0x3ff0000000000000), .. Short("D"), (byte)'D', 2, 0xff, 0xff, 0xff, 0, .. Short("T"), (byte)'T', .. Number(1_700_000_000), .. Short("T"), (byte)'T', .. Number(1L << 60),
        .. Short("A"), (byte)'A', .. Long([(byte)'t', 0, (byte)'A', .. Long([(byte)'V'])]), .. Short("F"), (byte)'F', .. Long([.. Short("inner"), (byte)'F', .. Long([])]),
    ]);

    /// <summary>Streams with deliveries of every shape, and frames of the library between them.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        Delivery(1, Ours, 1, [1, 2, 3], 100),
        Delivery(1, Ours, 2, [], 100),
        Delivery(2, Ours, 3, Body(300), 64, everything: true),
        [.. Delivery(1, Ours, 4, Body(40), 10, everything: true), .. Frame(1, 0, [0, 10, 0, 60]), .. Frame(8, 0, []), .. Delivery(1, Ours, 5, Body(12), 5)],
        [.. Delivery(1, "theirs", 6, [9, 9], 1), .. Frame(1, 1, [0, 60, 0, 30, .. Short(Ours), 0]), .. Delivery(3, Ours, 7, Body(20), 7)],
        Interleave(Delivery(1, Ours, 8, Body(30), 10), Delivery(2, Ours, 9, Body(25), 10, everything: true)),
        Delivery(1, Ours, 10, Body(6000), 5000),
        Delivery(2, Ours, 11, Body(4096), 1500),
    ];

    public static byte[] Frame(byte type, ushort channel, byte[] payload)
    {
        byte[] frame = [type, 0, 0, 0, 0, 0, 0, .. payload, 0xce];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), channel);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(3), payload.Length);
        return frame;
    }

    public static byte[] Delivery(ushort channel, string consumerTag, ulong tag, byte[] body, int largest, bool everything = false)
    {
        byte[] properties = everything
            ? [0xff, 0xfc, .. Short("type"), .. Short("encoding"), .. Headers, 2, 9, .. Short("correlation"), .. Short("replies"), .. Short("1000"), .. Short("id"), .. Number(1), .. Short("kind"), .. Short("user"), .. Short("app"), .. Short("cluster")]
            : [0x82, 0x00, .. Short("type"), .. Short("replies")];
        byte[] frames =
        [
            .. Frame(1, channel, [0, 60, 0, 60, .. Short(consumerTag), .. Number(tag), 1, .. Short("exchange"), .. Short("key")]),
            .. Frame(2, channel, [0, 60, 0, 0, .. Number((ulong)body.Length), .. properties]),
            .. body.Chunk(largest).SelectMany(part => Frame(3, channel, part)),
        ];
        return frames;
    }

    private static byte[] Interleave(byte[] first, byte[] second)
    {
        var (left, right) = (Split(first), Split(second));
        return [.. left.Zip(right).SelectMany(static pair => pair.First.Concat(pair.Second)), .. left.Skip(right.Count).Concat(right.Skip(left.Count)).SelectMany(static frame => frame)];
    }

    private static List<byte[]> Split(byte[] stream)
    {
        var frames = new List<byte[]>();
        for (var start = 0; start < stream.Length; start += frames[^1].Length)
        {
            frames.Add(stream.AsSpan(start, 8 + BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(start + 3))).ToArray());
        }

        return frames;
    }

    private static byte[] Body(int length) => [.. Enumerable.Range(0, length).Select(static number => (byte)number)];

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Long(ReadOnlySpan<byte> bytes) => [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private static byte[] Number(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
