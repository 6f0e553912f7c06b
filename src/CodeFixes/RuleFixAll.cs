using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.CodeFixes;

/// <summary>Fixes all that a rule reports in a document, project or solution. Not one by one and merged: two reports may change one place.</summary>
internal sealed class RuleFixAll : FixAllProvider
{
    private RuleFixAll()
    {
    }

    public static RuleFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await FindAsync(fixAllContext).ConfigureAwait(false);
        return diagnostics.IsEmpty ? null : ((RuleFix)fixAllContext.CodeFixProvider).CreateAction(fixAllContext.Solution, diagnostics);
    }

    internal static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var found = await Task.WhenAll(context.Solution.Projects.Select(context.GetAllDiagnosticsAsync)).ConfigureAwait(false);
                return [.. found.SelectMany(static diagnostics => diagnostics)];
            default:
                return [];
        }
    }
}
