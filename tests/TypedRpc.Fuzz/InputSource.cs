namespace TypedRpc.Fuzz;

/// <summary>Makes the input of a target that belongs to a seed and an index.</summary>
internal static class InputSource
{
    private const int LongestNoise = 200;
    private const int NoisePercent = 5;
    private const int MostMutations = 4;

    public static byte[] Create(IFuzzTarget target, ulong seed, long index)
    {
        var random = new FuzzRandom(seed, (ulong)index);
        if (random.Chance(NoisePercent))
        {
            return random.Bytes(random.Next(LongestNoise));
        }

        var input = random.Pick(target.Seeds);
        for (var count = 1 + random.Next(MostMutations); count > 0; count--)
        {
            input = target.Mutator.Mutate(input, target.Seeds, random);
        }

        return input;
    }
}
