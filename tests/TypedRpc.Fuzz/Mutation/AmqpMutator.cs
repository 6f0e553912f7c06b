using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Mutation;

/// <summary>Changes AMQP frames as wholes: drops, repeats, swaps, retypes and cuts them, and lies about lengths and sizes.</summary>
internal sealed class AmqpMutator : IMutator
{
    private const int BytesPercent = 30;
    private const int Head = 7;

    private static readonly uint[] Lengths = [0, 1, 7, 8, 0x7ffffff7, 0x7fffffff, 0x80000000, 0xfffffff8, uint.MaxValue];

    public static AmqpMutator Instance { get; } = new();

    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random)
    {
        var frames = Split(input);
        if (frames.Count == 0 || random.Chance(BytesPercent))
        {
            return ByteMutator.Mutate(input, seeds, random);
        }

        var at = random.Next(frames.Count);
        byte[] frame = [.. frames[at]];
        frames[at] = frame;
        switch (random.Next(9))
        {
            case 0:
                frames.RemoveAt(at);
                break;
            case 1:
                frames.Insert(random.Next(frames.Count), frame);
                break;
            case 2:
                var other = random.Next(frames.Count);
                (frames[at], frames[other]) = (frames[other], frames[at]);
                break;
            case 3:
                frame[0] = (byte)random.Next(10);
                break;
            case 4:
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)random.Next(4));
                break;
            case 5:
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(3), random.Chance(50) ? random.Pick(Lengths) : (uint)(frame.Length - 8 + random.Next(5) - 2));
                break;
            case 6:
                frames[at] = Resize(frame, random);
                break;
            case 7 when frame.Length > Head + 12:
                // The size of the body in a header frame.
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(Head + (random.Chance(80) ? 8 : 4)), random.Chance(50) ? random.Pick(Lengths) : (uint)random.Next(200));
                break;
            default:
                frames.InsertRange(at, Split(random.Pick(seeds)));
                break;
        }

        return [.. frames.SelectMany(static bytes => bytes)];
    }

    /// <summary>A frame of another length, and honest about it.</summary>
    private static byte[] Resize(byte[] frame, FuzzRandom random)
    {
        var payload = frame[Head..^1];
        payload = random.Chance(50) ? payload[..random.Next(payload.Length)] : [.. payload, .. random.Bytes(1 + random.Next(20))];
        byte[] resized = [.. frame[..Head], .. payload, frame[^1]];
        BinaryPrimitives.WriteUInt32BigEndian(resized.AsSpan(3), (uint)payload.Length);
        return resized;
    }

    private static List<byte[]> Split(byte[] input)
    {
        var frames = new List<byte[]>();
        for (var start = 0; input.Length - start > Head;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(start + 3));
            var end = length > input.Length - start - Head - 1 ? input.Length : start + Head + (int)length + 1;
            frames.Add(input[start..end]);
            start = end;
        }

        return frames;
    }
}
