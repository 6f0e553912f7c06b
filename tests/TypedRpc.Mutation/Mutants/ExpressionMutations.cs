using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.Mutation.Mutants;

/// <summary>
/// Mutants of expressions: conditions that are always true or false, limits that are off by one, alternatives and steps of a sequence that are left out.
/// To negate a condition or to exchange "and" for "or" would add nothing: a test that tells both constants from the condition tells those as well.
/// </summary>
internal sealed class ExpressionMutations(SemanticModel model, string file, MutantList mutants)
{
    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal)
    {
        "Append", "Concat", "Distinct", "OrderBy", "Prepend", "Replace", "Skip", "SkipWhile", "Take", "TakeWhile", "ThenBy", "TrimEnd", "WithoutTrivia",
    };

    /// <param name="node">The expression as it was written.</param>
    /// <param name="visited">The same with the mutants of its parts.</param>
    public ExpressionSyntax Mutate(ExpressionSyntax node, ExpressionSyntax visited)
    {
        if (!IsValue(node))
        {
            return visited;
        }

        var mutated = node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression } binary => Exchange(binary, SyntaxKind.LessThanOrEqualExpression, "<=", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanOrEqualExpression } binary => Exchange(binary, SyntaxKind.LessThanExpression, "<", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression } binary => Exchange(binary, SyntaxKind.GreaterThanOrEqualExpression, ">=", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanOrEqualExpression } binary => Exchange(binary, SyntaxKind.GreaterThanExpression, ">", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } binary when IsInteger(node) => Exchange(binary, SyntaxKind.SubtractExpression, "-", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } binary when IsInteger(node) => Exchange(binary, SyntaxKind.AddExpression, "+", visited),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary => Coalesce(binary, visited),
            LiteralExpressionSyntax { Token.Value: int value } => Choose(node, Code.Number(value + 1), visited, FormattableString.Invariant($"{value + 1}")),
            LiteralExpressionSyntax { Token.Value: true } => Choose(node, SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression), visited, "false"),
            LiteralExpressionSyntax { Token.Value: false } => Choose(node, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression), visited, "true"),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when Steps.Contains(access.Name.Identifier.ValueText) =>
                Choose(node, access.Expression, visited, $"without {access.Name.Identifier.ValueText}"),
            _ => visited,
        };
        return IsCondition(node) ? Condition(node, mutated) : mutated;
    }

    /// <summary>Text of a table: an entry that matches nothing.</summary>
    public ExpressionSyntax Entry(LiteralExpressionSyntax node) =>
        Choose(node, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("")), node, "\"\"");

    /// <summary>Whether variables are declared: they keep an expression from being written twice or left out where they are needed.</summary>
    public static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf(static inner => inner is not AnonymousFunctionExpressionSyntax)
        .Any(static inner => inner is SingleVariableDesignationSyntax);

    private ExpressionSyntax Exchange(BinaryExpressionSyntax node, SyntaxKind kind, string text, ExpressionSyntax visited) =>
        Choose(node, SyntaxFactory.BinaryExpression(kind, node.Left, node.Right), visited, text);

    private ExpressionSyntax Coalesce(BinaryExpressionSyntax node, ExpressionSyntax visited) =>
        Choose(node, node.Left, Choose(node, node.Right, visited, "only what is behind ??"), "only what is before ??");

    private ExpressionSyntax Choose(ExpressionSyntax node, ExpressionSyntax mutated, ExpressionSyntax visited, string text) =>
        !Declares(mutated) && mutants.Add(node, text, file) is { } id ? Code.Choose(id, mutated, visited) : visited;

    private ExpressionSyntax Condition(ExpressionSyntax node, ExpressionSyntax visited)
    {
        var declares = Declares(node);
        var isNegative = node is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax };
        if (!(declares && isNegative) && mutants.Add(node, "false", file) is { } never)
        {
            visited = Code.Mark(Code.And(Code.IsNot(never), visited), never);
        }

        if (!(declares && !isNegative) && mutants.Add(node, "true", file) is { } always)
        {
            visited = Code.Mark(Code.Or(Code.Is(always), visited), always);
        }

        return visited;
    }

    private bool IsCondition(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean && node switch
    {
        InvocationExpressionSyntax or IsPatternExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => true,
        IdentifierNameSyntax => model.GetSymbolInfo(node).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol,
        BinaryExpressionSyntax { RawKind: not ((int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression) } => true,
        _ => false,
    };

    private bool IsInteger(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Int32;

    /// <summary>Whether another expression may stand in this place: it is no name, not assigned to, and no link of <c>a?.b</c>.</summary>
    private static bool IsValue(ExpressionSyntax node) => node.GetFirstToken().Parent?.FirstAncestorOrSelf<SyntaxNode>(static first => first is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax) is not { } link || !node.Contains(link)
        ? node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left != node,
            ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0,
            MemberAccessExpressionSyntax access => access.Name != node,
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax => false,
            ExpressionColonSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } => false,
            ExpressionStatementSyntax => false,
            _ => true,
        }
        : false;
}
