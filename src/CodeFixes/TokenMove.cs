using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.CodeFixes;

/// <summary>The order of a method's parameters once its token is the last that may be.</summary>
internal sealed class TokenMove
{
    private readonly ImmutableArray<IParameterSymbol> _order;
    private readonly ImmutableArray<IParameterSymbol> _parameters;

    public TokenMove(ImmutableArray<IParameterSymbol> parameters, IParameterSymbol token)
    {
        _parameters = parameters;
        var others = parameters.Remove(token);
        _order = others is [.., { IsParams: true }] ? others.Insert(others.Length - 1, token) : others.Add(token);
        Token = _order.IndexOf(token);
    }

    /// <summary>The new place of the token.</summary>
    private int Token { get; }

    /// <param name="isOptional">Whether a call may leave the token out from now on; behind other parameters with default values it must be able to.</param>
    public ParameterListSyntax Apply(ParameterListSyntax list, bool isOptional)
    {
        var old = list.Parameters;
        var parameters = _order.Select(parameter => old[parameter.Ordinal]).ToArray();
        if (parameters[Token].Default is null && (isOptional || parameters.Take(Token).Any(static parameter => parameter.Default is not null)))
        {
            var value = SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression);
            var equals = SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
            parameters[Token] = parameters[Token].WithoutTrailingTrivia().WithDefault(SyntaxFactory.EqualsValueClause(equals, value));
        }

        return list.WithParameters(Arrange(parameters, old));
    }

    public ArgumentListSyntax Apply(ArgumentListSyntax list)
    {
        var old = list.Arguments;
        var sorted = old
            .Select((argument, position) => (Argument: argument, Place: _order.IndexOf(Parameter(argument, position))))
            .OrderBy(static pair => pair.Place)
            .ToArray();

        // What stands behind an argument that is left out needs its name.
        var inPlace = true;
        var arguments = sorted.Select((pair, position) =>
        {
            inPlace &= pair.Place == position || _order[pair.Place].IsParams;
            return inPlace || pair.Argument.NameColon is not null ? pair.Argument : Name(pair.Argument, _order[pair.Place].Name);
        });
        return list.WithArguments(Arrange([.. arguments], old));
    }

    private static ArgumentSyntax Name(ArgumentSyntax argument, string name) => argument
        .WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name)).WithTrailingTrivia(SyntaxFactory.Space));

    private IParameterSymbol Parameter(ArgumentSyntax argument, int position) => argument.NameColon is { Name.Identifier.ValueText: var name }
        ? _parameters.FirstOrDefault(parameter => parameter.Name == name) ?? _parameters[position]
        : _parameters[Math.Min(position, _parameters.Length - 1)];

    /// <summary>The nodes in their new order; lines and spaces stay where they are.</summary>
    private static SeparatedSyntaxList<TNode> Arrange<TNode>(TNode[] nodes, SeparatedSyntaxList<TNode> old)
        where TNode : SyntaxNode =>
        SyntaxFactory.SeparatedList(nodes.Select((node, place) => node.WithTriviaFrom(old[place])), old.GetSeparators());
}
