using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>What a rule reports of a solution, for those who fix it.</summary>
internal sealed class FixReports : FixAllContext.DiagnosticProvider
{
    private readonly Dictionary<ProjectId, ImmutableArray<Diagnostic>> _reports;

    private FixReports(Dictionary<ProjectId, ImmutableArray<Diagnostic>> reports) => _reports = reports;

    /// <summary>A solution of these files, and what its analyzers report, or what is marked with <c>[|…|]</c> in the files if anything is.</summary>
    public static async Task<(Solution Solution, FixReports Reports)> FindAsync(string[][] projects, string id)
    {
        var solution = FixSolution.Create(projects.Select(static files => files.Select(Unmark).ToArray()).ToArray());
        var isMarked = projects.Any(static files => files.Any(static file => file.Contains("[|", StringComparison.Ordinal)));
        var reports = new Dictionary<ProjectId, ImmutableArray<Diagnostic>>();
        foreach (var (project, files) in solution.Projects.Zip(projects))
        {
            reports.Add(project.Id, isMarked ? [.. await MarksAsync(project, files, id)] : [.. await AnalyzerDiagnostics.OfAsync(project, [id], TestContext.Current.CancellationToken)]);
        }

        return (solution, new(reports));
    }

    public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<Diagnostic>>(_reports[project.Id]);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
    {
        var tree = await document.GetSyntaxTreeAsync(cancellationToken);
        return _reports[document.Project.Id].Where(diagnostic => diagnostic.Location.SourceTree == tree);
    }

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<Diagnostic>>([]);

    private static string Unmark(string text) => text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static async Task<IEnumerable<Diagnostic>> MarksAsync(Project project, string[] files, string id)
    {
        var rule = new DiagnosticDescriptor(id, id, id, "TypedRpc", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        var found = new List<Diagnostic>();
        foreach (var (document, file) in project.Documents.Zip(files))
        {
            var tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
            var parts = file.Split("[|");
            var position = FixSolution.Usings.Length + parts[0].Length;
            foreach (var part in parts.Skip(1))
            {
                found.Add(Diagnostic.Create(rule, Location.Create(tree!, new TextSpan(position, part.IndexOf("|]", StringComparison.Ordinal)))));
                position += part.Length - "|]".Length;
            }
        }

        return found;
    }
}
