using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Parsing;

/// <summary>How symbols are written in emitted code.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat FullyQualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(FullyQualified);

    public static string MetadataName(ISymbol? symbol) =>
        symbol is INamedTypeSymbol type ? $"{(type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." : string.Empty)}{type.MetadataName}" : string.Empty;

    public static string Escape(string identifier) => SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;

    public static AttributeData? Attribute(ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(data => MetadataName(data.AttributeClass?.OriginalDefinition) == metadataName);

    public static object? Argument(AttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Error } constant && !constant.IsNull ? constant.Value : null;

    public static bool IsCancellationToken(ITypeSymbol type) => MetadataName(type) == "System.Threading.CancellationToken";
}
