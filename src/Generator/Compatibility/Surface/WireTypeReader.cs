using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>Names types by what MessagePack writes for them: what it writes and reads alike has one name.</summary>
internal static class WireTypeReader
{
    private const string Bytes = "bytes";
    private const string List = "list";
    private const string Map = "map";
    private const string Tuple = "tuple";

    public static WireType Read(ITypeSymbol type) => type switch
    {
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Read(((INamedTypeSymbol)type).TypeArguments[0]) with { IsNullable = true },
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => new(Bytes),
        IArrayTypeSymbol { Rank: 1 } array => Of(List, array.ElementType),
        IArrayTypeSymbol array => Of(FormattableString.Invariant($"array{array.Rank}"), array.ElementType),
        _ when Primitive(type.SpecialType) is { } name => new(name),
        INamedTypeSymbol named => ReadNamed(named),
        _ => new($"global::{type.Name}"),
    };

    /// <summary>The integer that an enum travels as.</summary>
    public static string Integer(INamedTypeSymbol type) => Primitive(type.EnumUnderlyingType!.SpecialType) ?? "int32";

    private static string? Primitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_SByte => "int8",
        SpecialType.System_Byte => "uint8",
        SpecialType.System_Int16 => "int16",
        SpecialType.System_UInt16 or SpecialType.System_Char => "uint16",
        SpecialType.System_Int32 => "int32",
        SpecialType.System_UInt32 => "uint32",
        SpecialType.System_Int64 => "int64",
        SpecialType.System_UInt64 => "uint64",
        SpecialType.System_Single => "float32",
        SpecialType.System_Double => "float64",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_String => "string",
        SpecialType.System_DateTime => "datetime",
        _ => null,
    };

    private static WireType ReadNamed(INamedTypeSymbol type)
    {
        var arguments = (type.TupleUnderlyingType ?? type).TypeArguments;
        return (FullName(type), arguments) switch
        {
            ("System.Guid", _) => new("guid"),
            ("System.DateTimeOffset", _) => new("datetimeoffset"),
            ("System.DateOnly", _) => new("dateonly"),
            ("System.TimeOnly", _) => new("timeonly"),
            ("System.TimeSpan", _) => new("timespan"),
            ("System.Uri", _) => new("uri"),
            ("System.Numerics.BigInteger", _) => new("bigint"),
            ("System.Lazy", [var value, ..]) => Read(value),
            ("System.Tuple" or "System.ValueTuple" or "System.Collections.Generic.KeyValuePair", { Length: > 0 }) => Of(Tuple, [.. arguments]),
            ("System.Memory" or "System.ReadOnlyMemory" or "System.ArraySegment" or "System.Buffers.ReadOnlySequence", [{ SpecialType: SpecialType.System_Byte }]) => new(Bytes),
            ("System.Memory" or "System.ReadOnlyMemory" or "System.ArraySegment" or "System.Buffers.ReadOnlySequence", [var item]) => Of(List, item),
            (var name, [var item]) when IsCollection(name) => Of(List, item),
            (var name, [var key, var value]) when IsCollection(name) => Of(Map, key, value),
            var (name, _) => Of(name, [.. AllArguments(type)]),
        };
    }

    /// <summary>Of the collections with two type arguments all are dictionaries that MessagePack knows.</summary>
    private static bool IsCollection(string name) => name.StartsWith("System.Collections.", StringComparison.Ordinal);

    private static WireType Of(string name, params ITypeSymbol[] arguments) => new(name, new EquatableArray<WireType>(arguments.Select(Read)));

    private static IEnumerable<ITypeSymbol> AllArguments(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? AllArguments(outer) : []).Concat(type.TypeArguments);

    /// <summary><c>Shop.Order+Line</c>; a type without a namespace gets <c>global::</c>, so that no kind of value has its name.</summary>
    private static string FullName(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{FullName(outer)}+{type.Name}",
        { ContainingNamespace.IsGlobalNamespace: false } => $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}",
        _ => $"global::{type.Name}",
    };
}
