using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.CodeFixes;

/// <summary>Writes all lines of one kind in one go: each report of a project changes the same file.</summary>
internal sealed class BaselineFixAll : FixAllProvider
{
    private BaselineFixAll()
    {
    }

    public static BaselineFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var title = fixAllContext.CodeActionEquivalenceKey;
        var found = await RuleFixAll.FindAsync(fixAllContext).ConfigureAwait(false);
        var diagnostics = found.Where(diagnostic => BaselineFix.Title(diagnostic) == title).ToImmutableArray();
        return title is null || diagnostics.IsEmpty ? null : BaselineFix.CreateAction(title, fixAllContext.Solution, diagnostics);
    }
}
