using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>What the analyzers report of a project, for those who fix it.</summary>
internal sealed class AnalyzerDiagnostics(ImmutableArray<string> ids) : FixAllContext.DiagnosticProvider
{
    public static async Task<IEnumerable<Diagnostic>> OfAsync(Project project, ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken);
        return (await RuleAnalyzers.RunAsync(compilation!, project.AnalyzerOptions)).Where(diagnostic => ids.Contains(diagnostic.Id));
    }

    public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => OfAsync(project, ids, cancellationToken);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
    {
        var tree = await document.GetSyntaxTreeAsync(cancellationToken);
        return (await OfAsync(document.Project, ids, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
    }

    public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        (await OfAsync(project, ids, cancellationToken)).Where(static diagnostic => diagnostic.Location == Location.None);
}
