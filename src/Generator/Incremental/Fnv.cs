namespace TypedRpc.Generator.Incremental;

/// <summary>FNV-1a over values of 64 bits and texts.</summary>
internal struct Fnv()
{
    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(int value) => Add(unchecked((ulong)value));

    public void Add(ulong value) => Value = unchecked((Value ^ value) * 1099511628211);

    /// <summary>A text and its end, so that "ab" and "c" differ from "a" and "bc".</summary>
    public void Add(string text)
    {
        foreach (var character in text)
        {
            Add(character);
        }

        Add(ulong.MaxValue);
    }
}
