using Microsoft.CodeAnalysis;

namespace TypedRpc.CodeFixes;

internal static class EnclosingMember
{
    /// <summary>The member that a node lies in, not a lambda or local function within it.</summary>
    public static ISymbol? Find(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = model.GetEnclosingSymbol(node.SpanStart, cancellationToken);
        while (symbol is { ContainingSymbol: IMethodSymbol outer })
        {
            symbol = outer;
        }

        return symbol;
    }
}
