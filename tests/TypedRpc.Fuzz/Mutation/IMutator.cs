namespace TypedRpc.Fuzz.Mutation;

/// <summary>Makes an input that is wrong out of one that is right.</summary>
internal interface IMutator
{
    /// <summary>One change; the input itself stays as it is.</summary>
    byte[] Mutate(byte[] input, IReadOnlyList<byte[]> seeds, FuzzRandom random);
}
