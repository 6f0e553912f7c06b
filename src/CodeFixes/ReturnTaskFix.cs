using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.CodeFixes;

/// <summary>Makes a method return what it returns in a task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ReturnTaskFix() : RuleFix("Return a task", "TRPC1004")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        TaskReturn.Find(reported, model, cancellationToken) is not null;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        TaskReturn.Find(reported, model, cancellationToken)!.ApplyAsync(edits, cancellationToken);
}
