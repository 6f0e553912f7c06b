using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace TypedRpc.Mutation.Mutants;

/// <summary>Code that asks the switch.</summary>
internal static class Code
{
    /// <summary>Whether the mutant is switched on.</summary>
    public static ExpressionSyntax Is(int id) => ParseExpression($"{MutantSwitch.Name}.Is({Text(id)})");

    public static ExpressionSyntax IsNot(int id) => PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Is(id));

    public static ExpressionSyntax Or(ExpressionSyntax left, ExpressionSyntax right) => Parenthesized(BinaryExpression(SyntaxKind.LogicalOrExpression, left, right));

    public static ExpressionSyntax And(ExpressionSyntax left, ExpressionSyntax right) => Parenthesized(BinaryExpression(SyntaxKind.LogicalAndExpression, left, right));

    /// <summary><c>(Is(17) ? mutated : original)</c></summary>
    public static ExpressionSyntax Choose(int id, ExpressionSyntax mutated, ExpressionSyntax original) =>
        Mark(Parenthesized(ConditionalExpression(Is(id), Parenthesized(mutated.WithoutTrivia()), Parenthesized(original.WithoutTrivia()))), id);

    /// <summary>The same value, and the probe knows that it was asked for.</summary>
    public static ExpressionSyntax At(int probe, ExpressionSyntax value) => Mark(
        InvocationExpression(ParseExpression($"{MutantSwitch.Name}.At"), ArgumentList(SeparatedList([Argument(Number(probe)), Argument(value.WithoutTrivia())]))),
        probe);

    /// <summary>A pattern that anything but null matches while the mutant is switched on.</summary>
    public static PatternSyntax IsPattern(int id) =>
        RecursivePattern(type: null, PositionalPatternClause(SingletonSeparatedList(Subpattern(ConstantPattern(Number(id))))), PropertyPatternClause(), designation: null);

    public static PatternSyntax Weaken(int id, PatternSyntax pattern) =>
        Mark(ParenthesizedPattern(BinaryPattern(SyntaxKind.OrPattern, ParenthesizedPattern(pattern.WithoutTrivia()), IsPattern(id))), id);

    public static PatternSyntax Strengthen(int id, PatternSyntax pattern) => Mark(
        ParenthesizedPattern(BinaryPattern(SyntaxKind.AndPattern, ParenthesizedPattern(pattern.WithoutTrivia()), UnaryPattern(IsPattern(id)))), id);

    public static TNode Mark<TNode>(TNode node, int id)
        where TNode : SyntaxNode => node.WithAdditionalAnnotations(new SyntaxAnnotation(MutantList.Annotation, Text(id)));

    public static ExpressionSyntax Parenthesized(ExpressionSyntax expression) => expression is ThrowExpressionSyntax ? expression : ParenthesizedExpression(expression);

    public static LiteralExpressionSyntax Number(int value) => LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
