using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Mutation;

/// <summary>Changes bytes without knowing what they mean.</summary>
internal static class ByteMutator
{
    private static readonly ulong[] Boundaries =
        [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0x8000000000000000, ulong.MaxValue];

    public static byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random)
    {
        var at = random.Next(input.Length);
        switch (random.Next(8))
        {
            case 0:
                return input[..random.Next(input.Length)];
            case 1:
                return [.. input, .. random.Bytes(1 + random.Next(12))];
            case 2:
                return [.. input[..at], .. random.Bytes(1 + random.Next(4)), .. input[at..]];
            case 3:
                return [.. input[..at], .. input[Math.Min(input.Length, at + 1 + random.Next(8))..]];
            case 4:
                var other = random.Pick(seeds);
                return [.. input[..at], .. other[random.Next(other.Length)..]];
            case 5:
                return Overwrite(input, at, random);
            default:
                byte[] flipped = [.. input];
                if (flipped.Length > 0)
                {
                    flipped[at] = random.Chance(50) ? random.NextByte() : (byte)(flipped[at] ^ (1 << random.Next(8)));
                }

                return flipped;
        }
    }

    // A number at the edge of its type, where a length or a count may be.
    private static byte[] Overwrite(byte[] input, int at, FuzzRandom random)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, random.Pick(Boundaries));
        var width = 1 << random.Next(4);
        byte[] changed = [.. input];
        number[(8 - width)..][..Math.Min(width, changed.Length - at)].CopyTo(changed.AsSpan(at));
        return changed;
    }
}
