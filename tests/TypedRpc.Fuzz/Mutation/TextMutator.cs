namespace TypedRpc.Fuzz.Mutation;

/// <summary>Changes bytes only.</summary>
internal sealed class TextMutator : IMutator
{
    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random) => ByteMutator.Mutate(input, seeds, random);
}
