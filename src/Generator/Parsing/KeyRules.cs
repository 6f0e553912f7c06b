using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>Finds keys of dictionaries and elements of sets that MessagePack refuses to read from strangers: it has no hash code for them that resists collisions.</summary>
/// <remarks>Source: MessagePackSecurity of MessagePack 3.1, https://github.com/MessagePack-CSharp/MessagePack-CSharp#security.</remarks>
internal static class KeyRules
{
    private static readonly HashSet<string> Hashed = new(StringComparer.Ordinal)
    {
        "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.Frozen.FrozenDictionary`2",
        "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Generic.OrderedDictionary`2",
        "System.Collections.Immutable.IImmutableDictionary`2",
        "System.Collections.Immutable.IImmutableSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2",
        "System.Linq.ILookup`2",
    };

    /// <summary>The first such collection within a type, and its key; or null.</summary>
    public static (INamedTypeSymbol Collection, ITypeSymbol Key)? FindUnsafe(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => FindUnsafe(array.ElementType),
        INamedTypeSymbol named =>
            IsHashed(named) && !IsSafe(named.TypeArguments[0])
                ? (named, named.TypeArguments[0])
                : named.TypeArguments.Select(FindUnsafe).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static bool IsHashed(INamedTypeSymbol type) => Hashed.Contains($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}");

    private static bool IsSafe(ITypeSymbol key) => key.TypeKind == TypeKind.Enum
        || key.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_UInt64) or SpecialType.System_Single or SpecialType.System_Double
            or SpecialType.System_String or SpecialType.System_DateTime
        || key.Is(KnownNames.Guid)
        || key.Is(KnownNames.DateTimeOffset);
}
