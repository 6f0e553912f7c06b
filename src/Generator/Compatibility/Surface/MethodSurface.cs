using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>A method, as the code has it.</summary>
internal sealed record MethodSurface(WireMethod Entry, IMethodSymbol Symbol)
{
    /// <summary>The parameters that travel.</summary>
    public IReadOnlyList<IParameterSymbol> Parameters { get; init; } = [];
}
