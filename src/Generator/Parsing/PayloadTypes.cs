using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

/// <summary>Looks into a payload for the types that its user wrote.</summary>
internal static class PayloadTypes
{
    /// <summary>Classes and structs that are no part of the platform: the type itself, elements of arrays, arguments of the platform's generic types.</summary>
    public static IEnumerable<INamedTypeSymbol> OfUsers(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => OfUsers(array.ElementType),
        INamedTypeSymbol named when IsPlatform(named) => named.TypeArguments.SelectMany(OfUsers),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named => [named],
        _ => [],
    };

    /// <summary>Whether the type is the platform's, not the user's.</summary>
    public static bool IsPlatform(ITypeSymbol type)
    {
        var @namespace = type.ContainingNamespace;
        while (@namespace is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            @namespace = @namespace.ContainingNamespace;
        }

        return @namespace?.Name == "System";
    }

    public static bool IsBytes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }], OriginalDefinition: var definition } =>
            definition.Is(KnownNames.Memory) || definition.Is(KnownNames.ReadOnlyMemory) || definition.Is(KnownNames.ArraySegment) || definition.Is(KnownNames.ReadOnlySequence),
        _ => false,
    };
}
