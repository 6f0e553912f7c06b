namespace TypedRpc.Fuzz.Mutation;

/// <summary>Values that readers trip over.</summary>
internal static class HostileValues
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. Hex(
            "c0", "c1", "c2", "c3", "90", "80", "a0", "c400", "00", "7f", "e0", "ff",
            "ccff", "cd0000", "cdffff", "ce7fffffff", "ceffffffff", "cf7fffffffffffffff", "cfffffffffffffffff", "d080", "d18000", "d280000000", "d38000000000000000",
            "ca7fc00000", "ca7f800000", "caff800000", "cb7ff8000000000000", "cb7ff0000000000000", "cbfff0000000000000", "cb7fefffffffffffff", "cb8000000000000000",
            "a1ff", "a2c328", "a3eda080", "a4f0288cbc", "a1c0", "d9ff", "daffff", "dbffffffff", "db80000000", "a1" + "00",
            "c4ff", "c5ffff", "c6ffffffff", "c680000000", "c67fffffff",
            "dcffff", "ddffffffff", "dd80000000", "dd7fffffff", "deffff", "dfffffffff", "df80000000", "df7fffffff", "df40000000",
            "c9ffffffff01", "c98000000001", "c97fffffff62", "c7ff63",
            "d463c0", "d56300", "d662000000ff", "c70a63d27fffffff00000000", "c70562ce7fffffff", "92d463c0c400", "92c70563d27fffffffc403000000", "c9000000056300000000",
            "d6ffffffffff", "d7ffffffffffffffffff", "c70cffffffffff7fffffffffffffff", "c70cff3b9aca00ffffffffffffffff", "c7ffff", "c700ff", "c901000000ff", "d4ff00", "d5ff0000", "d8ff00000000000000000000000000000000",
            "9190", "9280", "82a0c0a0c0", "820102" + "0103", "81c0c0", "929292929290"),
        Nested(65), Nested(500), Nested(0x91, 70, 0xc0), NestedMaps(80),
    ];

    /// <summary>Arrays of one within each other.</summary>
    public static byte[] Nested(int depth) => Nested(0x92, depth, 0x01);

    private static byte[] Nested(byte head, int depth, byte leaf)
    {
        // Two elements, as the recursive type of the contract has: the first a number.
        byte[] level = head == 0x91 ? [0x91] : [0x92, 0x01, 0x91];
        return [.. Enumerable.Repeat(level, depth).SelectMany(static bytes => bytes), leaf];
    }

    private static byte[] NestedMaps(int depth) => [.. Enumerable.Repeat(new byte[] { 0x81, 0xa1, 0x61 }, depth).SelectMany(static bytes => bytes), 0xc0];

    private static IEnumerable<byte[]> Hex(params string[] values) => values.Select(Convert.FromHexString);
}
