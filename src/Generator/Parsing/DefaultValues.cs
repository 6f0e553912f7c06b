using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Parsing;

/// <summary>Prints default values of parameters; always in the invariant culture.</summary>
internal static class DefaultValues
{
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        var type = SymbolNames.Of(parameter.Type);
        var value = parameter.ExplicitDefaultValue;
        return value switch
        {
            null => $"default({type})!",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool flag => flag ? "true" : "false",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            float number => float.IsNaN(number) ? "float.NaN" : number.ToString("R", CultureInfo.InvariantCulture) + "F",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            double number => double.IsNaN(number) ? "double.NaN" : number.ToString("R", CultureInfo.InvariantCulture) + "D",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
            _ => $"unchecked(({type.TrimEnd('?')})({Convert.ToString(value, CultureInfo.InvariantCulture)}))",
        };
    }
}
