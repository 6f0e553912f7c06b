using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace TypedRpc.CodeFixes;

internal static class WellKnownTypes
{
    /// <summary>A type that is there if a rule was broken: one of TypedRpc or of the platform.</summary>
    public static INamedTypeSymbol Find(this Compilation compilation, string metadataName) =>
        compilation.GetTypeByMetadataName(metadataName) ?? throw new InvalidOperationException($"{metadataName} is unknown or ambiguous.");

    /// <summary>The type's name, as short as usings let it be; one that is missing is added.</summary>
    public static SyntaxNode NameOf(this SyntaxGenerator generator, ITypeSymbol type) => generator.TypeExpression(type, addImport: true);
}
