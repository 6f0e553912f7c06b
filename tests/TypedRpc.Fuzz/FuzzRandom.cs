namespace TypedRpc.Fuzz;

/// <summary>Numbers that depend on seed and index only, on every machine: SplitMix64.</summary>
internal sealed class FuzzRandom(ulong seed, ulong index)
{
    private const ulong Step = 0x9e3779b97f4a7c15;

    private ulong _state = seed ^ (index * 0xd1342543de82ef95) ^ (index >> 7);

    public ulong Next64()
    {
        var mixed = unchecked(_state += Step);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94d049bb133111eb);
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to below <paramref name="limit"/>; 0 for a limit of 0.</summary>
    public int Next(int limit) => limit <= 1 ? 0 : (int)(Next64() % (ulong)limit);

    public bool Chance(int percent) => Next(100) < percent;

    public byte NextByte() => (byte)Next64();

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var index = 0; index < count; index++)
        {
            bytes[index] = NextByte();
        }

        return bytes;
    }
}
