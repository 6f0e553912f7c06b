using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Compatibility;
using TypedRpc.Generator.Diagnostics;

namespace TypedRpc.CodeFixes;

/// <summary>Writes <c>RabbitContracts.txt</c>. The lines stand in the properties of the diagnostics, so nothing is compared here.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BaselineFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        CompatibilityDescriptors.NewContract.Id,
        CompatibilityDescriptors.NewMethod.Id,
        CompatibilityDescriptors.MissingMethod.Id,
        CompatibilityDescriptors.SignatureChanged.Id,
        CompatibilityDescriptors.MemberChanged.Id,
        CompatibilityDescriptors.RequiredMember.Id,
        CompatibilityDescriptors.OneWayChanged.Id,
        CompatibilityDescriptors.IdempotencyRemoved.Id,
        CompatibilityDescriptors.FaultChanged.Id,
        CompatibilityDescriptors.EnumChanged.Id,
        CompatibilityDescriptors.NoBaseline.Id,
        CompatibilityDescriptors.OutOfDate.Id,
        CompatibilityDescriptors.TopologyChanged.Id,
        CompatibilityDescriptors.MissingContract.Id,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => BaselineFixAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Title(diagnostic) is { } title)
            {
                context.RegisterCodeFix(CreateAction(title, context.Document.Project.Solution, [diagnostic]), diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What the fix does to the file, which also tells what may be fixed together; null if there is nothing to write.</summary>
    internal static string? Title(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(BaselineEdit.Added, out var added) ? added switch
    {
        null or "" => null,
        _ when diagnostic.DefaultSeverity != DiagnosticSeverity.Error => $"Write it into {Baseline.FileName}",
        _ when added.StartsWith(BaselineParser.RetiredPrefix, StringComparison.Ordinal) => $"Retire it in {Baseline.FileName}",
        _ => $"Accept in {Baseline.FileName} that it breaks old clients and servers",
    }
    : diagnostic.Id == CompatibilityDescriptors.NoBaseline.Id ? $"Write {Baseline.FileName}" : null;

    internal static CodeAction CreateAction(string title, Solution solution, ImmutableArray<Diagnostic> diagnostics) =>
        CodeAction.Create(title, cancellationToken => FixAsync(solution, diagnostics, cancellationToken), equivalenceKey: title);

    private static async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        foreach (var reported in diagnostics.GroupBy(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Project.Id))
        {
            if (reported.Key is { } project)
            {
                solution = await FixAsync(solution.GetProject(project)!, reported, cancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }

    private static async Task<Solution> FixAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var edits = new List<ImmutableDictionary<string, string?>>();
        foreach (var diagnostic in diagnostics)
        {
            if (await FindEditAsync(project, diagnostic, cancellationToken).ConfigureAwait(false) is { } edit)
            {
                edits.Add(edit);
            }
        }

        var file = project.AdditionalDocuments.FirstOrDefault(static file => file.Name.Equals(Baseline.FileName, StringComparison.OrdinalIgnoreCase));
        if (file is null)
        {
            var path = Path.Combine(Path.GetDirectoryName(project.FilePath) ?? "", Baseline.FileName);
            return project.AddAdditionalDocument(Baseline.FileName, edits.Aggregate(BaselineEditor.Header, BaselineEdit.Apply), filePath: path).Project.Solution;
        }

        var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(edits.Aggregate(text.ToString(), BaselineEdit.Apply), text.Encoding));
    }

    /// <summary>Of a contract without a baseline nothing is written down yet.</summary>
    private static async Task<ImmutableDictionary<string, string?>?> FindEditAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Id != CompatibilityDescriptors.NoBaseline.Id)
        {
            return diagnostic.Properties;
        }

        var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        var tree = diagnostic.Location.SourceTree!;
        var declaration = (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(diagnostic.Location.SourceSpan);
        return compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type ? BaselineRun.Describe(type, cancellationToken) : null;
    }
}
