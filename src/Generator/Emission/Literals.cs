using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Emission;

/// <summary>C# literals of whatever stands in a contract.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A cref's text, fit for a documentation comment.</summary>
    public static string Cref(string type) => type.Replace("<", "{").Replace(">", "}");
}
