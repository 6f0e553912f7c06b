using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Parsing;

/// <summary>Prints the default values of parameters.</summary>
internal static class DefaultValue
{
    /// <summary>The parameter's default value as source text, or null when it has none.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        var type = parameter.Type;
        return parameter.ExplicitDefaultValue switch
        {
            null when type.IsReferenceType => IsNullAllowed(parameter) ? "null" : "null!",
            null => $"default({type.ToSourceText()})",
            DateTime time => $"new global::System.DateTime({Literal(time.Ticks)})",
            var value when HasLiterals(type.SpecialType) => Literal(value),
            var value => $"({type.ToSourceText()})({Literal(value)})",
        };
    }

    private static bool IsNullAllowed(IParameterSymbol parameter) =>
        parameter.Type.NullableAnnotation == NullableAnnotation.Annotated && parameter.FindAttribute(KnownNames.DisallowNullAttribute) is null;

    /// <summary>Whether a literal is of this very type, so that a conditional expression with it is as well.</summary>
    private static bool HasLiterals(SpecialType type) => type
        is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    private static string Literal(object value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => number.ToString("G9", CultureInfo.InvariantCulture) + "F",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("G17", CultureInfo.InvariantCulture) + "D",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        bool flag => flag ? "true" : "false",
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A default value of type {value.GetType()}."),
    };
}
