using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.CodeFixes;

internal static class AttributeEdits
{
    /// <summary>The attribute with this text as its only positional argument.</summary>
    public static AttributeSyntax WithName(this AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var arguments = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        return attribute.WithArgumentList(arguments.WithArguments(arguments.Arguments is [{ NameEquals: null } first, ..]
            ? arguments.Arguments.Replace(first, first.WithExpression(literal))
            : arguments.Arguments.Insert(0, SyntaxFactory.AttributeArgument(literal))));
    }
}
