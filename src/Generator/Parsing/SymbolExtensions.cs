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
            && IsPart(type.MetadataName, metadataName, dot + 1, metadataName.Length)
            && IsNamespace(@namespace, metadataName, dot);
    }

    /// <summary>Whether other assemblies see the type, and what it is nested in.</summary>
    public static bool IsPublic(this INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || type.ContainingType.IsPublic());

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

    /// <summary>Whether the namespace has the name that ends at an index. Nothing is allocated: this is asked of every type and attribute, at every key that the user presses.</summary>
    private static bool IsNamespace(INamespaceSymbol @namespace, string name, int end)
    {
        for (var part = @namespace; ; part = part.ContainingNamespace)
        {
            var start = name.LastIndexOf('.', end - 1) + 1;
            if (!IsPart(part.Name, name, start, end))
            {
                return false;
            }

            if (start == 0)
            {
                return part.ContainingNamespace.IsGlobalNamespace;
            }

            end = start - 1;
        }
    }

    private static bool IsPart(string part, string name, int start, int end) =>
        part.Length == end - start && string.CompareOrdinal(part, 0, name, start, part.Length) == 0;
}
