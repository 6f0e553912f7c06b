using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat SourceText = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as it is written in generated code.</summary>
    public static string ToSourceText(this ITypeSymbol type) => string.Concat(type.ToDisplayParts(SourceText).Select(Escape));

    /// <summary>The member or type as it is written in messages.</summary>
    public static string ToMessageText(this ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Whether the compiler has an error to report of the type or of one that it is made of.</summary>
    public static bool HasError(this ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } or { SpecialType: SpecialType.System_Void } => true,
        IArrayTypeSymbol array => array.ElementType.HasError(),
        INamedTypeSymbol named => named.TypeArguments.Any(HasError) || named.ContainingType?.HasError() == true,
        _ => false,
    };

    /// <summary>Whether this is the top-level type of a metadata name, whatever assembly it comes from.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        var dot = metadataName.LastIndexOf('.');
        return type is { ContainingType: null, ContainingNamespace: { } @namespace }
            && type.MetadataName == metadataName.Substring(dot + 1)
            && @namespace.ToDisplayString() == metadataName.Substring(0, dot);
    }

    /// <summary>Roslyn escapes keywords, but not the one that is a keyword only within async methods.</summary>
    private static string Escape(SymbolDisplayPart part) => part.ToString() is var text && text == "await" ? "@await" : text;

    public static IEnumerable<AttributeData> FindAttributes(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().Where(attribute => attribute.AttributeClass.Is(metadataName));

    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttributes(metadataName).FirstOrDefault();

    /// <summary>The value of a named argument, or the default value when it is not given.</summary>
    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : default;

    /// <summary>The value of the first constructor argument, or null.</summary>
    public static string? First(this AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string value }, ..] ? value : null;
}
