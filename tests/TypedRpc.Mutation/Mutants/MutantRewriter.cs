using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.Mutation.Mutants;

/// <summary>Puts the mutants of a file into it.</summary>
internal sealed class MutantRewriter(SemanticModel model, string file, MutantList mutants) : CSharpSyntaxRewriter
{
    private readonly ExpressionMutations _expressions = new(model, file, mutants);
    private bool _isTable;
    private int _probe;

    public override SyntaxNode? Visit(SyntaxNode? node) => node switch
    {
        null or AttributeListSyntax or ParameterSyntax or BaseListSyntax or EnumDeclarationSyntax or ConstantPatternSyntax or RelationalPatternSyntax => node,
        PropertyDeclarationSyntax { Initializer: not null } => node,
        LocalDeclarationStatementSyntax { IsConst: true } => node,
        InterpolationAlignmentClauseSyntax or InterpolationFormatClauseSyntax => node,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text => _isTable ? _expressions.Entry(text) : text,
        ExpressionSyntax expression when base.Visit(node) is ExpressionSyntax visited => _expressions.Mutate(expression, visited),
        _ => base.Visit(node),
    };

    public override SyntaxNode? VisitIsPatternExpression(IsPatternExpressionSyntax node) =>
        Probe(node, base.VisitIsPatternExpression, static (visited, probe) => visited.WithExpression(Code.At(probe, visited.Expression)));

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node) =>
        Probe(node, base.VisitSwitchExpression, static (visited, probe) => visited.WithGoverningExpression(Code.At(probe, visited.GoverningExpression)));

    public override SyntaxNode? VisitSwitchStatement(SwitchStatementSyntax node) =>
        Probe(node, base.VisitSwitchStatement, static (visited, probe) => visited.WithExpression(Code.At(probe, visited.Expression)));

    public override SyntaxNode? VisitSwitchExpressionArm(SwitchExpressionArmSyntax node)
    {
        var visited = (SwitchExpressionArmSyntax)base.VisitSwitchExpressionArm(node)!;
        return node is not { Pattern: DiscardPatternSyntax, WhenClause: null } && mutants.Add(node, "no arm", file) is { } id
            ? visited.WithWhenClause(Unless(id, visited.WhenClause))
            : visited;
    }

    public override SyntaxNode? VisitCasePatternSwitchLabel(CasePatternSwitchLabelSyntax node)
    {
        var visited = (CasePatternSwitchLabelSyntax)base.VisitCasePatternSwitchLabel(node)!;
        return mutants.Add(node, "no case", file) is { } id ? visited.WithWhenClause(Unless(id, visited.WhenClause)) : visited;
    }

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) => mutants.Add(node, "no case", file) is { } id
        ? SyntaxFactory.CasePatternSwitchLabel(SyntaxFactory.ConstantPattern(node.Value), Unless(id, when: null), node.ColonToken)
        : node;

    public override SyntaxNode? VisitSubpattern(SubpatternSyntax node)
    {
        var visited = (SubpatternSyntax)base.VisitSubpattern(node)!;
        return node.Pattern is not DiscardPatternSyntax && AddPattern(node.Pattern, node, "anything") is { } id ? visited.WithPattern(Code.Weaken(id, visited.Pattern)) : visited;
    }

    public override SyntaxNode? VisitBinaryPattern(BinaryPatternSyntax node)
    {
        var visited = (BinaryPatternSyntax)base.VisitBinaryPattern(node)!;
        var isOr = node.IsKind(SyntaxKind.OrPattern);
        return visited.WithLeft(Part(node.Left, visited.Left)).WithRight(Part(node.Right, visited.Right));

        PatternSyntax Part(PatternSyntax part, PatternSyntax mutated) =>
            part is not BinaryPatternSyntax && AddPattern(part, part, isOr ? "nothing" : "anything") is { } id ? isOr ? Code.Strengthen(id, mutated) : Code.Weaken(id, mutated) : mutated;
    }

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) => Remove(node, (StatementSyntax)base.VisitExpressionStatement(node)!);

    public override SyntaxNode? VisitYieldStatement(YieldStatementSyntax node) => Remove(node, (StatementSyntax)base.VisitYieldStatement(node)!);

    /// <summary>What is made once cannot be switched: tables of text and numbers are made anew whenever they are read.</summary>
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (node.Declaration.Variables is not [{ Initializer.Value: { } value } variable] || !node.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.StaticKeyword) || modifier.IsKind(SyntaxKind.ConstKeyword)))
        {
            return node.Modifiers.Any(SyntaxKind.ConstKeyword) ? node : base.VisitFieldDeclaration(node);
        }

        var isNumber = node.Modifiers.Any(SyntaxKind.ConstKeyword) && value is LiteralExpressionSyntax { Token.Value: int };
        var isTable = !node.Modifiers.Any(SyntaxKind.ConstKeyword) && !file.StartsWith("Diagnostics/", StringComparison.Ordinal)
            && value.DescendantNodes().Any(static inner => inner.IsKind(SyntaxKind.StringLiteralExpression));
        if (!isNumber && !isTable)
        {
            return node;
        }

        _isTable = true;
        var body = (ExpressionSyntax)Visit(value)!;
        _isTable = false;
        return SyntaxFactory.PropertyDeclaration(node.Declaration.Type, variable.Identifier)
            .WithModifiers([.. node.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword) && !modifier.IsKind(SyntaxKind.ConstKeyword) && !modifier.IsKind(SyntaxKind.StaticKeyword)), SyntaxFactory.Token(SyntaxKind.StaticKeyword)])
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(body))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
    }

    private SyntaxNode Probe<TNode>(TNode node, Func<TNode, SyntaxNode?> visit, Func<TNode, int, TNode> insert)
        where TNode : SyntaxNode
    {
        var outer = _probe;
        var probe = mutants.NextProbe();
        _probe = mutants.IsExcluded(probe) ? outer : probe;
        var visited = (TNode)visit(node)!;
        _probe = outer;
        return mutants.IsExcluded(probe) ? visited : insert(visited, probe);
    }

    private int? AddPattern(PatternSyntax pattern, SyntaxNode node, string text) => ExpressionMutations.Declares(pattern) ? null : mutants.Add(node, text, file, _probe);

    private StatementSyntax Remove(StatementSyntax node, StatementSyntax visited) =>
        mutants.Add(node, "nothing", file) is { } id ? Code.Mark(SyntaxFactory.IfStatement(Code.IsNot(id), SyntaxFactory.Block(visited)), id) : visited;

    private static WhenClauseSyntax Unless(int id, WhenClauseSyntax? when) =>
        Code.Mark(SyntaxFactory.WhenClause(when is null ? Code.IsNot(id) : Code.And(Code.IsNot(id), when.Condition)), id);
}
