using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility.Surface;

/// <summary>What a contract puts on the wire, as the code has it.</summary>
/// <param name="Shapes">The types of the user's that its methods reach, by their labels.</param>
internal sealed record ContractSurface(
    WireContract Header, INamedTypeSymbol Symbol, AttributeData Attribute, IReadOnlyList<MethodSurface> Methods, IReadOnlyDictionary<string, PayloadShape> Shapes)
{
    public PayloadShape? FindShape(string label) => Shapes.TryGetValue(label, out var shape) ? shape : null;
}
