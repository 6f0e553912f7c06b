namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Default values of every kind.</summary>
internal static class DefaultValues
{
    public static Value[] All { get; } =
    [
        .. Of("bool", "false", "true", "false", "default"),
        .. Of("sbyte", "1", "sbyte.MinValue", "sbyte.MaxValue", "-1", "default"),
        .. Of("byte", "1", "byte.MaxValue", "0", "(byte)'a'"),
        .. Of("short", "1", "short.MinValue", "short.MaxValue", "-1"),
        .. Of("ushort", "1", "ushort.MaxValue", "'a'"),
        .. Of("int", "1", "int.MinValue", "int.MaxValue", "-1", "'a'", "0x7f", "1_000"),
        .. Of("uint", "1", "uint.MaxValue", "5"),
        .. Of("long", "1", "long.MinValue", "long.MaxValue", "-1", "int.MinValue"),
        .. Of("ulong", "1", "ulong.MaxValue", "5"),
        .. Of("float", "1", "float.MinValue", "float.MaxValue", "float.NaN", "float.PositiveInfinity", "float.NegativeInfinity", "float.Epsilon", "-0f", "0.1f", "-1.5e-9f", "5", "16777217"),
        .. Of("double", "1", "double.MinValue", "double.MaxValue", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.Epsilon", "-0.0", "0.1", "1e300", "5", "0.1f"),
        .. Of("decimal", "1", "decimal.MinValue", "decimal.MaxValue", "-1.50m", "0.0000000000000000000000000001m", "5", "default"),
        .. Of("char", "'x'", "'\\''", "'\\\\'", "'\\0'", "'\\uffff'", "'\\ud800'", "'\\u2028'", "(char)7", "default"),
        .. Of("string", "\"other\"", "\"\"", "\"\\\"\\\\\\r\\n\\t\\0\\a\"", "\"\\u2028\\u2029\\u0085\\ufeff\\u200b\"", "\"{0} {{ }} $\"", "\"*/ // /* \\u007f\"", "@\"c:\\\"", "\"\\U0001F600 ß 数\"", "\"\\ud800\"", "nameof(global::System.String)", "null!"),
        .. Of("string?", "\"other\"", "null", "default", "\"x\""),
        .. Of("global::Payloads.Bytes", "default", "global::Payloads.Bytes.Top", "(global::Payloads.Bytes)77", "0"),
        .. Of("global::Payloads.SBytes", "default", "global::Payloads.SBytes.Bottom", "(global::Payloads.SBytes)(-77)"),
        .. Of("global::Payloads.Shorts", "default", "global::Payloads.Shorts.Bottom", "(global::Payloads.Shorts)(-77)"),
        .. Of("global::Payloads.UShorts", "default", "global::Payloads.UShorts.Top", "(global::Payloads.UShorts)77"),
        .. Of("global::Payloads.Ints", "default", "global::Payloads.Ints.Bottom", "(global::Payloads.Ints)(-77)"),
        .. Of("global::Payloads.UInts", "default", "global::Payloads.UInts.Top", "(global::Payloads.UInts)77"),
        .. Of("global::Payloads.Longs", "default", "global::Payloads.Longs.Bottom", "(global::Payloads.Longs)(-77)"),
        .. Of("global::Payloads.ULongs", "default", "global::Payloads.ULongs.Top", "(global::Payloads.ULongs)77"),
        .. Of("global::Payloads.Rights", "default", "global::Payloads.Rights.Read | global::Payloads.Rights.Write", "(global::Payloads.Rights)(-5)"),
        .. Of("global::Payloads.@class.@enum", "default", "global::Payloads.@class.@enum.@false", "(global::Payloads.@class.@enum)9"),
        .. Of("global::Payloads.Rights?", "default(global::Payloads.Rights)", "null", "global::Payloads.Rights.Write", "(global::Payloads.Rights)(-5)", "default(global::Payloads.Rights)"),
        .. Of("global::Payloads.Longs?", "default(global::Payloads.Longs)", "global::Payloads.Longs.Bottom"),
        .. Of("bool?", "false", "null", "true"),
        .. Of("int?", "1", "null", "-5", "int.MinValue", "default"),
        .. Of("byte?", "1", "null", "255"),
        .. Of("sbyte?", "1", "sbyte.MinValue"),
        .. Of("long?", "1", "null", "long.MinValue"),
        .. Of("ulong?", "1", "ulong.MaxValue"),
        .. Of("float?", "1", "null", "float.NaN", "-0.1f"),
        .. Of("double?", "1", "double.NegativeInfinity", "-0.1"),
        .. Of("decimal?", "1", "null", "-9.99m"),
        .. Of("char?", "'a'", "null", "'\\''"),
        .. Of("global::System.Guid", "global::System.Guid.AllBitsSet", "default", "new global::System.Guid()"),
        .. Of("global::System.Guid?", "global::System.Guid.AllBitsSet", "null", "default"),
        .. Of("global::System.DateTime", "global::System.DateTime.UnixEpoch", "default(global::System.DateTime)"),
        .. Of("global::System.TimeSpan?", "global::System.TimeSpan.Zero", "null"),
        .. Of("global::System.Numerics.BigInteger", "1", "default"),
        .. Of("global::System.ReadOnlyMemory<byte>", "new byte[] { 1 }", "default"),
        .. Of("(int, string?)", "(1, null)", "default"),
        .. Of("(int a, int b)?", "(1, 2)", "null"),
        .. Of("global::Payloads.Point", "new() { X = 1 }", "default"),
        .. Of("global::Payloads.Money?", "new global::Payloads.Money(1, \"x\")", "null"),
        .. Of("global::Payloads.Order?", "new global::Payloads.Order(1, null)", "null"),
        .. Of("global::Payloads.Order", "new global::Payloads.Order(1, null)", "null!"),
        .. Of("int[]?", "new int[0]", "null"),
        .. Of("global::System.Collections.Generic.Dictionary<string, int>?", "new()", "null", "default"),
    ];

    private static IEnumerable<Value> Of(string type, string other, params string[] texts) => texts.Select(text => new Value(type, text, other));

    /// <param name="Type">Type of the parameter.</param>
    /// <param name="Text">Its default value.</param>
    /// <param name="Other">Another value.</param>
    internal sealed record Value(string Type, string Text, string Other)
    {
        /// <summary>Whether a question mark makes another type of it.</summary>
        public bool IsValueType => !(Type.StartsWith("string", StringComparison.Ordinal) || Type.Contains("Order", StringComparison.Ordinal) || Type.Contains("[]", StringComparison.Ordinal) || Type.Contains("Dictionary", StringComparison.Ordinal));
    }
}
