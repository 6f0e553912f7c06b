using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Small pieces of source text.</summary>
internal static class Syntax
{
    public const string Unit = "__rpc::Serialization.Unit";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The name with an <c>@</c> if it is a keyword, be it only in some contexts.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string LayoutClass(MethodModel method) => $"{method.Identifier}Method";

    public static PayloadModel[] Arguments(MethodModel method) => [.. method.Parameters.Select(static parameter => parameter.Payload).OfType<PayloadModel>()];

    /// <summary><c>Unit</c>, the one type, or an unnamed tuple: some names of parameters are not allowed in tuples.</summary>
    public static string ArgumentsType(MethodModel method) => Arguments(method) switch
    {
        [] => Unit,
        [var single] => single.Type,
        var several => $"({string.Join(", ", several.Select(static payload => payload.Type))})",
    };

    public static string ResultType(MethodModel method) => method.Result?.Type ?? Unit;

    /// <summary>The value of one argument: the variable itself or an element of the tuple.</summary>
    public static string Argument(MethodModel method, int index) => Arguments(method).Length == 1 ? "arguments" : $"arguments.Item{Text(index + 1)}";
}
