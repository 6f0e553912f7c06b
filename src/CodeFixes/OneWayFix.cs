using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.Generator;

namespace TypedRpc.CodeFixes;

/// <summary>Makes a method that returns nothing one-way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OneWayFix() : RuleFix("Make it one-way", "TRPC1004")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        TaskReturn.Find(reported, model, cancellationToken) is { IsVoid: true };

    private protected override async Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        await TaskReturn.Find(reported, model, cancellationToken)!.ApplyAsync(edits, cancellationToken).ConfigureAwait(false);
        var attribute = model.Compilation.Find(KnownNames.OneWayAttribute);
        await edits.AddAttributeAsync(reported.Parent!, generator => generator.Attribute(generator.NameOf(attribute)), cancellationToken, attribute.Name).ConfigureAwait(false);
    }
}
