using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Mutation;

/// <summary>Changes values of MessagePack as wholes: replaces, drops, repeats, swaps and nests them, and lies about counts and lengths.</summary>
internal sealed class MessagePackMutator : IMutator
{
    private const int BytesPercent = 25;
    private const int RepairPercent = 70;

    public static MessagePackMutator Instance { get; } = new();

    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random)
    {
        var tokens = MessagePackScanner.Scan(input);
        if (tokens.Count == 0 || random.Chance(BytesPercent))
        {
            return ByteMutator.Mutate(input, seeds, random);
        }

        var token = random.Pick(tokens);
        var changed = random.Next(8) switch
        {
            0 or 1 => Replace(input, token, random.Pick(HostileValues.All)),
            2 => Replace(input, token, []),
            3 => Replace(input, token, [.. Value(input, token), .. Value(input, token)]),
            4 => Replace(input, token, Value(input, random.Pick(tokens))),
            5 => Replace(input, token, [.. Enumerable.Repeat((byte)0x91, 1 + random.Next(80)), .. Value(input, token)]),
            6 => Lie(input, token, random),
            _ => Replace(input, token, Other(seeds, random)),
        };
        return random.Chance(RepairPercent) ? Repair(input, changed, tokens, token) : changed;
    }

    private static byte[] Value(byte[] input, MessagePackToken token) => input[token.Start..token.End];

    private static byte[] Replace(byte[] input, MessagePackToken token, byte[] value) => [.. input[..token.Start], .. value, .. input[token.End..]];

    private static byte[] Other(IReadOnlyList<byte[]> seeds, FuzzRandom random)
    {
        var other = random.Pick(seeds);
        var tokens = MessagePackScanner.Scan(other);
        return tokens.Count == 0 ? other : Value(other, random.Pick(tokens));
    }

    /// <summary>Another count or length in the header of the value.</summary>
    private static byte[] Lie(byte[] input, MessagePackToken token, FuzzRandom random)
    {
        byte[] changed = [.. input];
        var width = token.Head - token.Start - 1;
        if (width == 0)
        {
            changed[token.Start] = (byte)(changed[token.Start] + random.Next(3) - 1);
        }
        else
        {
            changed[token.Head - 1] = (byte)(changed[token.Head - 1] + random.Next(5) - 2);
            if (random.Chance(30))
            {
                changed[token.Start + 1] = random.Chance(50) ? (byte)0x80 : (byte)0xff;
            }
        }

        return changed;
    }

    /// <summary>Corrects the length of the binary value around the change, so that the change is reached and not only the wrong length.</summary>
    private static byte[] Repair(byte[] input, byte[] changed, List<MessagePackToken> tokens, MessagePackToken token)
    {
        foreach (var outer in tokens)
        {
            if (input[outer.Start] == 0xc6 && outer.Start < token.Start && token.End <= outer.End)
            {
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(outer.Start + 1), outer.End - outer.Head + changed.Length - input.Length);
            }
        }

        return changed;
    }
}
