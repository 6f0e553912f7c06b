using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.CodeFixes;

/// <summary>One way to fix what a rule reports. It mends any number of reports in one go, so that one and all are fixed by the same code.</summary>
public abstract class RuleFix : CodeFixProvider
{
    private readonly string _title;

    private protected RuleFix(string title, params DiagnosticDescriptor[] rules)
    {
        _title = title;
        FixableDiagnosticIds = [.. rules.Select(static rule => rule.Id)];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RuleFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (CanFix(root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)))
            {
                context.RegisterCodeFix(CreateAction(context.Document.Project.Solution, [diagnostic]), diagnostic);
            }
        }
    }

    internal CodeAction CreateAction(Solution solution, ImmutableArray<Diagnostic> diagnostics) =>
        CodeAction.Create(_title, cancellationToken => FixAsync(solution, diagnostics, cancellationToken), equivalenceKey: GetType().Name);

    /// <summary>Whether this fix fits the place that the rule reports; the syntax alone decides.</summary>
    private protected virtual bool CanFix(SyntaxNode reported) => true;

    private protected abstract Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, CancellationToken cancellationToken);

    private async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(solution);
        foreach (var diagnostic in diagnostics)
        {
            // A file that was generated is in no document.
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
            {
                var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                var reported = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
                if (CanFix(reported))
                {
                    await FixAsync(edits, document, reported, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return edits.Apply();
    }
}
