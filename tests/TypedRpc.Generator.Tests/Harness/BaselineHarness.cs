using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Compatibility;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Compares two versions of contracts, as a project with <c>RabbitContracts.txt</c> does.</summary>
internal static class BaselineHarness
{
    private const string Usings = "using TypedRpc;\n";

    /// <summary>The baseline that the fixes write for contracts, without its comment.</summary>
    public static async Task<string> WriteAsync(params string[] files)
    {
        var compilation = Compile(files);
        var hidden = await AnalyzeAsync(compilation, baseline: null);
        hidden.ShouldNotBeEmpty();
        hidden.ShouldAllBe(static diagnostic => diagnostic.Id == "TRPC3014");
        return hidden.Select(diagnostic => Declared(compilation, diagnostic.Location))
            .Aggregate("", static (text, type) => BaselineEdit.Apply(text, BaselineRun.Describe(type, TestContext.Current.CancellationToken).ShouldNotBeNull()));
    }

    /// <summary>What is reported of contracts whose baseline was written for an earlier version.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CompareAsync(string before, string after) => await CheckAsync(await WriteAsync(before), after);

    /// <summary>What is reported of contracts that have this baseline. Where the fixes know an answer, nothing is reported after them.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CheckAsync(string baseline, params string[] files)
    {
        var compilation = Compile(files);
        var diagnostics = await AnalyzeAsync(compilation, baseline);
        var left = diagnostics;
        for (var round = 0; round < 3 && left.Any(HasFix); round++)
        {
            baseline = Fix(baseline, left);
            left = await AnalyzeAsync(compilation, baseline);
        }

        left.ShouldAllBe(static diagnostic => !HasFix(diagnostic));
        return diagnostics;
    }

    /// <summary>Only this rule, only once, and where the second version has <c>[|…|]</c>.</summary>
    public static async Task<Diagnostic> ReportsAsync(string id, string before, string markedAfter)
    {
        var start = (Usings + markedAfter).IndexOf("[|", StringComparison.Ordinal);
        var end = (Usings + markedAfter).IndexOf("|]", StringComparison.Ordinal) - "[|".Length;
        var after = markedAfter.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var diagnostic = (await CompareAsync(before, after)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        (Usings + after)[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End].ShouldBe((Usings + after)[start..end], diagnostic.GetMessage());
        return diagnostic;
    }

    /// <summary>Nothing is reported, or only that the change must be written down.</summary>
    public static async Task AcceptsAsync(string before, string after) =>
        (await CompareAsync(before, after)).ShouldAllBe(static diagnostic => diagnostic.Id == "TRPC3015" || diagnostic.Id == "TRPC3002");

    /// <summary>The baseline after the fixes of all diagnostics.</summary>
    public static string Fix(string baseline, IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(HasFix).Aggregate(baseline, static (text, diagnostic) => BaselineEdit.Apply(text, diagnostic.Properties));

    public static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, string? baseline) =>
        AnalyzeAsync(compilation, baseline is null ? [] : [new TextFile("/project/RabbitContracts.txt", baseline)]);

    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, ImmutableArray<AdditionalText> files)
    {
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var diagnostics = await RuleAnalyzers.RunAsync(output, [new CompatibilityAnalyzer()], new AnalyzerOptions(files));
        diagnostics.ShouldAllBe(static diagnostic => diagnostic.Id.StartsWith("TRPC3", StringComparison.Ordinal), "An analyzer has failed.");
        return diagnostics;
    }

    public static CSharpCompilation Compile(params string[] files)
    {
        var compilation = Sources.Compile([.. files.Select(static file => file.Contains("using TypedRpc;", StringComparison.Ordinal) ? file : Usings + file)]);
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591").ShouldBeEmpty();
        return compilation;
    }

    private static INamedTypeSymbol Declared(CSharpCompilation compilation, Location location) =>
        (INamedTypeSymbol)compilation.GetSemanticModel(location.SourceTree!).GetDeclaredSymbol(location.SourceTree!.GetRoot().FindNode(location.SourceSpan)).ShouldNotBeNull();

    private static bool HasFix(Diagnostic diagnostic) => diagnostic.Properties.Values.Any(static lines => !string.IsNullOrEmpty(lines));
}
