using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator;

namespace TypedRpc.CodeFixes;

/// <summary>Says of a method that it may run more than once for one call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class IdempotentFix() : RuleFix("Mark the method [Idempotent]", "TRPC4004")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) => Find(reported, model, cancellationToken) is not null;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var attribute = model.Compilation.Find(KnownNames.IdempotentAttribute);
        return edits.AddAttributeAsync(Find(reported, model, cancellationToken)!, generator => generator.Attribute(generator.NameOf(attribute)), cancellationToken);
    }

    /// <summary>The called method, if its source is in the solution.</summary>
    private static SyntaxNode? Find(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } invocation
            ? model.GetSymbolInfo(invocation, cancellationToken).Symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken)
            : null;
}
