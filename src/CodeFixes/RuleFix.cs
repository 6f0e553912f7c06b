using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.CodeFixes;

/// <summary>One way to fix what a rule reports. It mends any number of reports in one go, so that one and all are fixed by the same code.</summary>
public abstract class RuleFix : CodeFixProvider
{
    private readonly string _title;

    private protected RuleFix(string title, string rule)
    {
        _title = title;
        FixableDiagnosticIds = [rule];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RuleFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not null)
            {
                context.RegisterCodeFix(CreateAction(context.Document.Project.Solution, [diagnostic]), diagnostic);
            }
        }
    }

    internal CodeAction CreateAction(Solution solution, ImmutableArray<Diagnostic> diagnostics) =>
        CodeAction.Create(_title, cancellationToken => FixAsync(solution, diagnostics, cancellationToken), equivalenceKey: GetType().Name);

    /// <summary>Whether this fix fits what the rule reports.</summary>
    private protected virtual bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) => true;

    private protected abstract Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken);

    private async Task<(SyntaxNode Reported, SemanticModel Model)?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var reported = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return CanFix(reported, model!, cancellationToken) ? (reported, model!) : null;
    }

    private async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(solution);
        foreach (var diagnostic in diagnostics)
        {
            // A file that was generated is in no document.
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is var (reported, model))
            {
                await FixAsync(edits, document, reported, model, cancellationToken).ConfigureAwait(false);
            }
        }

        return edits.Apply();
    }
}
