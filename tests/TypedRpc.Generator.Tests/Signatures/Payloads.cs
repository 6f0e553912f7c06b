namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Every kind of type that can travel, with values at its edges.</summary>
internal static class Payloads
{
    private const string Collections = "global::System.Collections.Generic";
    private const string Immutable = "global::System.Collections.Immutable";

    public static PayloadSpec[] All { get; } = [.. Simple(), .. Platform(), .. Own(), .. Tuples(), .. Arrays(), .. Lists(), .. Sets(), .. Dictionaries(), .. Unchangeable()];

    private static PayloadSpec[] Simple() =>
    [
        new("bool", "true", "false"),
        .. Numbers("sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal"),
        new("char", "'x'", "'\\0'", "'\\uffff'"),
        new("string", "\"text\"", "\"\"", "\"\\\"\\\\\\r\\n\\0 ß 数 \\U0001F600\"", "new string('x', 70_000)"),
        new("string?", "null", "\"text\""),
        .. Enums("Bytes", "SBytes", "Shorts", "UShorts", "Ints", "UInts", "Longs", "ULongs"),
        new("global::Payloads.Rights", "global::Payloads.Rights.All", "(global::Payloads.Rights)(-5)", "global::Payloads.Rights.Read | (global::Payloads.Rights)64"),
        new("global::Payloads.Rights?", "null", "global::Payloads.Rights.Write"),
        new("global::Payloads.@class.@enum", "global::Payloads.@class.@enum.@true", "global::Payloads.@class.@enum.@false"),
        new("global::Payloads.Outer.Kind", "global::Payloads.Outer.Kind.B"),
    ];

    private static PayloadSpec[] Platform() =>
    [
        new("global::System.Guid", "new global::System.Guid(\"0123456789abcdef0123456789abcdef\")", "default"),
        new("global::System.Guid?", "null", "new global::System.Guid(\"0123456789abcdef0123456789abcdef\")"),
        new("global::System.DateTime", "new global::System.DateTime(2024, 2, 29, 23, 59, 59, global::System.DateTimeKind.Utc).AddTicks(1)", "global::System.DateTime.UnixEpoch"),
        new("global::System.DateTimeOffset", "new global::System.DateTimeOffset(2024, 2, 29, 1, 2, 3, global::System.TimeSpan.FromHours(-9.5))", "global::System.DateTimeOffset.UnixEpoch"),
        new("global::System.DateOnly", "global::System.DateOnly.MaxValue", "default"),
        new("global::System.TimeOnly", "global::System.TimeOnly.MaxValue", "default"),
        new("global::System.TimeSpan", "global::System.TimeSpan.MinValue", "global::System.TimeSpan.MaxValue", "default"),
        new("global::System.TimeSpan?", "global::System.TimeSpan.FromTicks(1)", "null"),
        new("global::System.Numerics.BigInteger", "global::System.Numerics.BigInteger.Pow(-7, 333)", "default"),
        new("global::System.Numerics.Complex", "new global::System.Numerics.Complex(1, -2)"),
        new("global::System.Uri", "new global::System.Uri(\"https://example.com/a?b=c\")"),
        new("global::System.Version?", "new global::System.Version(1, 2, 3)", "null"),
        new("global::System.Text.StringBuilder", "new global::System.Text.StringBuilder(\"text\")"),
        new("global::System.Collections.BitArray", "new global::System.Collections.BitArray(new[] { true, false, true })"),
        new("global::System.Half", "global::System.Half.MinValue", "(global::System.Half)1.5f"),
        new("global::System.Int128", "global::System.Int128.MinValue", "5"),
        new("global::System.UInt128", "global::System.UInt128.MaxValue", "5"),
        new("global::System.Text.Rune", "new global::System.Text.Rune(0x1F600)"),
        new("int?", "null", "int.MinValue"),
        new("double?", "double.NaN", "null"),
    ];

    private static PayloadSpec[] Own() =>
    [
        new("global::Payloads.Order", Order, "new global::Payloads.Order(-1, null)"),
        new("global::Payloads.Order?", "null", Order),
        new("global::Payloads.Point", "new global::Payloads.Point { X = 1, Y = -1 }", "default"),
        new("global::Payloads.Point?", "null", "default(global::Payloads.Point)"),
        new("global::Payloads.Size", "new global::Payloads.Size(1, 2)"),
        new("global::Payloads.Money", "new global::Payloads.Money(1.50m, \"EUR\")"),
        new("global::Payloads.Money?", "null", "new global::Payloads.Money(1.50m, \"EUR\")"),
        new("global::Payloads.Person", "new global::Payloads.Person { Name = \"A\", Partner = new() { Name = \"B\" }, Born = global::System.DateTime.UnixEpoch }"),
        new("global::Payloads.Page<int>", "new global::Payloads.Page<int>(new[] { 1, 2 }, new(new int[0], null))"),
        new("global::Payloads.Page<global::Payloads.Pair<string, global::Payloads.Page<global::Payloads.Order?>>>", "new(new global::Payloads.Pair<string, global::Payloads.Page<global::Payloads.Order?>>[] { new(\"x\", new(new global::Payloads.Order?[] { null }, null)) }, null)"),
        new("global::Payloads.Pair<int, string?>", "new global::Payloads.Pair<int, string?>(1, null)"),
        new("global::Payloads.IShape", "new global::Payloads.Circle(1)", "new global::Payloads.Square(2)"),
        new("global::Payloads.IShape?[]", "new global::Payloads.IShape?[] { new global::Payloads.Circle(1), null }"),
        new("global::Payloads.Animal", "new global::Payloads.Cat(\"A\", 9)", "new global::Payloads.Dog(\"B\")"),
        new("global::Payloads.Outer.Inner", "new global::Payloads.Outer.Inner(1)"),
        new("global::Payloads.@class.@event", "new global::Payloads.@class.@event(1)"),
    ];

    private static PayloadSpec[] Tuples() =>
    [
        new("(int, string)", "(1, \"x\")"),
        new("(int Count, string? Name)?", "(1, null)", "null"),
        new("(int @class, (bool, global::Payloads.Order?) Inner)", "(1, (true, null))"),
        new("(int, int, int, int, int, int, int)", "(1, 2, 3, 4, 5, 6, 7)"),
        new("(int a, string b, int c, int d, int e, int f, int g, string? h)", "(1, \"b\", 3, 4, 5, 6, 7, null)"),
        new("(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int)", "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)"),
        new("global::System.ValueTuple<int>", "new global::System.ValueTuple<int>(1)"),
        new("global::System.Tuple<int, string?>", "global::System.Tuple.Create(1, (string?)null)"),
        new($"{Collections}.KeyValuePair<string, int?>", $"new {Collections}.KeyValuePair<string, int?>(\"x\", null)"),
    ];

    private static PayloadSpec[] Arrays() =>
    [
        new("byte[]", "new byte[] { 0, 255 }", "new byte[0]"),
        new("byte[]?", "null", "new byte[] { 1 }"),
        new("global::System.ReadOnlyMemory<byte>", "new byte[] { 1, 2 }", "default"),
        new("global::System.ReadOnlyMemory<byte>?", "null", "new global::System.ReadOnlyMemory<byte>(new byte[] { 1, 2 })"),
        new("global::System.Memory<byte>", "new byte[] { 1, 2 }"),
        new("global::System.ArraySegment<byte>", "new global::System.ArraySegment<byte>(new byte[] { 1, 2, 3 }, 1, 2)"),
        new("global::System.Buffers.ReadOnlySequence<byte>", "new global::System.Buffers.ReadOnlySequence<byte>(new byte[] { 1, 2 })"),
        new("int[]", "new[] { 1, -1 }", "new int[0]"),
        new("string?[]", "new[] { \"x\", null }"),
        new("global::Payloads.Order[]", $"new[] {{ {Order} }}"),
        new("global::Payloads.Rights[][]", "new[] { new[] { global::Payloads.Rights.Read }, new global::Payloads.Rights[0] }"),
        new("int?[]?[]", "new[] { null, new int?[] { 1, null } }"),
        new("int[,]", "new[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }", "new int[0, 3]"),
        new("string[,,]", "new[,,] { { { \"a\" }, { \"b\" } } }"),
        new("int[,,,]", "new[,,,] { { { { 1, 2 } } } }"),
        new("int[][,]", "new[] { new[,] { { 1 } } }"),
        new("(int, string?)[]", "new (int, string?)[] { (1, null) }"),
    ];

    private static PayloadSpec[] Lists() =>
    [
        .. Each("global::Payloads.Order?", $"{{ {Order}, null! }}", "List", "LinkedList:A", "Queue:A", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection"),
        new($"{Collections}.List<{Collections}.List<int?>?>", $"new {Collections}.List<{Collections}.List<int?>?> {{ null, new() {{ 1, null }} }}"),
        new($"{Collections}.Stack<int>", $"new {Collections}.Stack<int>(new[] {{ 1, 2, 3 }})"),
        new("global::System.Collections.ObjectModel.ObservableCollection<int>", "new() { 1, 2 }"),
        new("global::System.Collections.ObjectModel.ReadOnlyCollection<int>", "new(new[] { 1, 2 })"),
        new("global::System.Collections.Concurrent.ConcurrentQueue<int>", "new(new[] { 1, 2 })"),
        new("global::System.Collections.Concurrent.ConcurrentBag<int>", "new(new[] { 1, 2 })"),
        new("global::System.Linq.ILookup<int, string>", "global::System.Linq.Enumerable.ToLookup(new[] { \"a\", \"bc\", \"d\" }, static text => text.Length)"),
    ];

    private static PayloadSpec[] Sets() =>
    [
        new($"{Collections}.HashSet<string>", $"new {Collections}.HashSet<string> {{ \"b\", \"a\" }}"),
        new($"{Collections}.SortedSet<int>", $"new {Collections}.SortedSet<int> {{ 2, 1 }}"),
        new($"{Collections}.ISet<global::Payloads.Rights>", $"new {Collections}.HashSet<global::Payloads.Rights> {{ global::Payloads.Rights.Read }}"),
        new($"{Collections}.IReadOnlySet<global::System.Guid>", $"new {Collections}.HashSet<global::System.Guid> {{ default }}"),
    ];

    private static PayloadSpec[] Dictionaries() =>
    [
        new($"{Collections}.Dictionary<string, global::Payloads.Order?>", $"new() {{ [\"x\"] = {Order}, [\"\"] = null }}"),
        new($"{Collections}.Dictionary<int, {Collections}.Dictionary<global::System.Guid, int[]?>>", "new() { [1] = new() { [default] = null } }"),
        new($"{Collections}.Dictionary<global::Payloads.Rights, global::System.DateOnly>", "new() { [global::Payloads.Rights.Read] = default }"),
        new($"{Collections}.IDictionary<string, int>?", $"new {Collections}.Dictionary<string, int> {{ [\"x\"] = 1 }}", "null"),
        new($"{Collections}.IReadOnlyDictionary<long, string>", $"new {Collections}.Dictionary<long, string> {{ [1] = \"x\" }}"),
        new($"{Collections}.SortedDictionary<string, int>", "new() { [\"x\"] = 1 }"),
        new($"{Collections}.SortedList<string, int>", "new() { { \"x\", 1 } }"),
        new("global::System.Collections.ObjectModel.ReadOnlyDictionary<string, int>", $"new(new {Collections}.Dictionary<string, int> {{ [\"x\"] = 1 }})"),
        new("global::System.Collections.Concurrent.ConcurrentDictionary<string, int>", "new() { [\"x\"] = 1 }"),
    ];

    private static PayloadSpec[] Unchangeable() =>
    [
        .. Each("int", "(1, 2)", "ImmutableArray", "ImmutableList", "ImmutableQueue", "ImmutableStack", "ImmutableHashSet", "ImmutableSortedSet"),
        new($"{Immutable}.ImmutableDictionary<string, int>", $"{Immutable}.ImmutableDictionary<string, int>.Empty.Add(\"x\", 1)"),
        new($"{Immutable}.ImmutableSortedDictionary<string, int>", $"{Immutable}.ImmutableSortedDictionary<string, int>.Empty.Add(\"x\", 1)"),
        new($"{Immutable}.IImmutableList<int>", $"{Immutable}.ImmutableList.Create(1, 2)"),
        new($"{Immutable}.IImmutableSet<int>", $"{Immutable}.ImmutableHashSet.Create(1, 2)"),
        new($"{Immutable}.IImmutableDictionary<string, int>", $"{Immutable}.ImmutableDictionary<string, int>.Empty.Add(\"x\", 1)"),
    ];

    private const string Order = "new global::Payloads.Order(7, \"seven\", new() { new(1.50m, global::Payloads.Rights.All) })";

    private static IEnumerable<PayloadSpec> Numbers(params string[] types) => types.Select(static type =>
        new PayloadSpec(type, [$"{type}.MinValue", $"{type}.MaxValue", "1", .. (string[])(type is "float" or "double" ? [$"{type}.NaN", $"{type}.NegativeInfinity", $"{type}.Epsilon", $"-0.0{type[0]}"] : [])]));

    private static IEnumerable<PayloadSpec> Enums(params string[] names) => names.Select(static name =>
        new PayloadSpec($"global::Payloads.{name}", $"global::Payloads.{name}.Top", $"global::Payloads.{name}.None", $"(global::Payloads.{name})5"));

    /// <summary>Collections of one element type. Those with an A are made from an array, interfaces are made as lists.</summary>
    private static IEnumerable<PayloadSpec> Each(string element, string elements, params string[] names) => names.Select(name => name.Split(':')[0] switch
    {
        var collection when collection.StartsWith("Immutable", StringComparison.Ordinal) => new PayloadSpec($"{Immutable}.{collection}<{element}>", $"{Immutable}.{collection}.Create{elements}"),
        var collection when name.EndsWith(":A", StringComparison.Ordinal) => new($"{Collections}.{collection}<{element}>", $"new {Collections}.{collection}<{element}>(new {element}[] {elements})"),
        var collection => new($"{Collections}.{collection}<{element}>", $"new {Collections}.List<{element}> {elements}"),
    });
}
