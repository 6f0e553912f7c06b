using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>The shapes of one compilation: contracts share payloads, and each is read once.</summary>
internal sealed class PayloadCache
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, PayloadShape?> _shapes = new(SymbolEqualityComparer.Default);

    /// <summary>What a type is called does not depend on whether the first method that uses it allows null.</summary>
    public PayloadShape? Get(INamedTypeSymbol type) =>
        _shapes.GetOrAdd(type, static type => PayloadReader.Read((INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)));
}
