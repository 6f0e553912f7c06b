using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Parsing;

/// <summary>Takes a type apart: what MessagePack would make formatters for by reflection, and what is left for the user to have formatters for.</summary>
internal sealed class FormatterParser
{
    private readonly List<string> _formatters = [];
    private readonly List<string> _parts = [];

    private FormatterParser()
    {
    }

    /// <summary>The formatters that the type needs, as source text, and the types of the user's inside it.</summary>
    public static (EquatableArray<string> Formatters, EquatableArray<string> Parts) Parse(ITypeSymbol type)
    {
        var parser = new FormatterParser();
        var isWhole = !parser.Take(type);
        return (new(parser._formatters.Distinct()), isWhole ? default : new(parser._parts.Distinct()));
    }

    private static bool HasPublicConstructor(INamedTypeSymbol type) => type.IsPublic()
        && type.InstanceConstructors.Any(static constructor => constructor is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Whether MessagePack makes arrays, lists and nullables of the type without reflection, some of them with another layout than the usual.</summary>
    private static bool IsBuiltIn(ITypeSymbol type) => type.SpecialType is
        (>= SpecialType.System_Boolean and <= SpecialType.System_String and not SpecialType.System_Decimal) or SpecialType.System_DateTime or SpecialType.System_Object;

    private static bool IsBuiltIn(INamedTypeSymbol type) => type.TypeArguments is [var element] && type.MetadataName switch
    {
        "List`1" => IsBuiltIn(element),
        "Nullable`1" => IsBuiltIn(element)
            || (PayloadTypes.IsPlatform(element) && element.MetadataName is ("Decimal" or "Guid" or "TimeSpan" or "DateTimeOffset")),
        "ArraySegment`1" or "Memory`1" or "ReadOnlyMemory`1" or "ReadOnlySequence`1" => element.SpecialType is SpecialType.System_Byte,
        _ => false,
    };

    /// <summary>Returns whether the type was taken apart, else it is a part itself.</summary>
    private bool Take(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                TakeArray(array);
                return true;
            case INamedTypeSymbol named when named.FindAttribute(KnownNames.FormatterAttribute) is { } attribute:
                TakeAttribute(named, attribute);
                return false;
            case { TypeKind: TypeKind.Enum }:
                Add("Formatters.GenericEnumFormatter", Text(type));
                return true;
            case INamedTypeSymbol named when GenericFormatters.Of(named).ToArray() is [_, ..] names:
                TakeGeneric(named, names);
                return true;
            default:
                if (!PayloadTypes.IsPlatform(type))
                {
                    _parts.Add(Text(type));
                }

                return false;
        }
    }

    // MessagePack makes it by reflection, for which native AOT need not have kept its constructor.
    private void TakeAttribute(INamedTypeSymbol type, AttributeData attribute)
    {
        _parts.Add(Text(type));
        if (attribute.ConstructorArguments is [{ Value: INamedTypeSymbol formatter }] && HasPublicConstructor(formatter.OriginalDefinition))
        {
            var closed = formatter.IsUnboundGenericType ? formatter.OriginalDefinition.Construct([.. type.TypeArguments]) : formatter;
            _formatters.Add($"new {Text(closed)}()");
        }
    }

    private void TakeArray(IArrayTypeSymbol array)
    {
        var name = array.Rank switch
        {
            1 when IsBuiltIn(array.ElementType) => null,
            1 => "ArrayFormatter",
            2 => "TwoDimensionalArrayFormatter",
            3 => "ThreeDimensionalArrayFormatter",
            4 => "FourDimensionalArrayFormatter",
            _ => null,
        };
        if (name is not null)
        {
            Add($"Formatters.{name}", Text(array.ElementType));
        }

        Take(array.ElementType);
    }

    private void TakeGeneric(INamedTypeSymbol type, string[] names)
    {
        if (!IsBuiltIn(type))
        {
            foreach (var name in names)
            {
                Add(name, [.. type.TypeArguments.Select(Text)]);
            }
        }

        foreach (var argument in type.TypeArguments)
        {
            Take(argument);
        }
    }

    private void Add(string formatter, params string[] arguments) => _formatters.Add($"new __msgpack::{formatter}<{string.Join(", ", arguments)}>()");
}
