namespace TypedRpc.Fuzz.Mutation;

/// <summary>Leaves the first bytes, which choose what the rest is read as, mostly alone.</summary>
internal sealed class PrefixedMutator(int length) : IMutator
{
    private const int PrefixPercent = 5;

    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random)
    {
        if (input.Length < length)
        {
            return input;
        }

        var prefix = random.Chance(PrefixPercent) ? random.Bytes(length) : input[..length];
        return [.. prefix, .. MessagePackMutator.Instance.Mutate(input[length..], [.. seeds.Select(seed => seed[length..])], random)];
    }
}
