using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.CodeFixes;

/// <summary>Takes [OneWay] off a method that has something to say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TwoWayFix() : RuleFix("Remove [OneWay]", "TRPC1015")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported.FirstAncestorOrSelf<AttributeSyntax>() is not null;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var attribute = reported.FirstAncestorOrSelf<AttributeSyntax>()!;
        var list = (AttributeListSyntax)attribute.Parent!;
        var method = (MethodDeclarationSyntax)list.Parent!;
        var (at, within) = (method.AttributeLists.IndexOf(list), list.Attributes.IndexOf(attribute));
        return edits.ReplaceAsync(method, (current, _) => Remove(current, current.AttributeLists[at], within), cancellationToken);
    }

    private static MethodDeclarationSyntax Remove(MethodDeclarationSyntax method, AttributeListSyntax list, int within)
    {
        if (list.Attributes.Count > 1)
        {
            return method.ReplaceNode(list, list.WithAttributes(list.Attributes.RemoveAt(within)));
        }

        var rest = method.WithAttributeLists(method.AttributeLists.Remove(list));
        return list == method.AttributeLists[0] ? rest.WithLeadingTrivia(list.GetLeadingTrivia()) : rest;
    }
}
