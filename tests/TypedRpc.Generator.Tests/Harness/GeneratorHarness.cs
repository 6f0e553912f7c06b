using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Runs the generator. Each run checks that input and output compile without a warning and that a second run finds everything cached.</summary>
internal static class GeneratorHarness
{
    public static GeneratorDriver CreateDriver(RpcContractGenerator? generator = null, ParseOptions? parseOptions = null) => CSharpGeneratorDriver.Create(
        [(generator ?? new RpcContractGenerator()).AsSourceGenerator()],
        parseOptions: (CSharpParseOptions?)parseOptions ?? Sources.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRun Run(params string[] snippets) => Run(Sources.Compile(snippets));

    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Problems(output).ShouldBeEmpty();
        AssertCached(driver.RunGenerators(compilation.Clone()));
        return new((CSharpCompilation)output, driver.GetRunResult().Results[0].GeneratedSources, diagnostics);
    }

    /// <summary>
    /// What the analyzers report, with the generator's output in the compilation as in a build: errors and warnings, and of suggestions only those
    /// of one rule, because most snippets have reason for some.
    /// </summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, string? suggestion = null, bool reportSuppressed = false, bool isAot = false)
    {
        CreateDriver(parseOptions: compilation.SyntaxTrees[0].Options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var diagnostics = await RuleAnalyzers.RunAsync(output, new AnalyzerOptions([], new BuildProperties(isAot)), reportSuppressed);
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == suggestion)];
    }

    public static IncrementalStepRunReason[] Reasons(GeneratorDriver driver) =>
    [
        .. driver.GetRunResult().Results[0].TrackedSteps[TrackingNames.Contracts]
            .SelectMany(static step => step.Outputs)
            .Select(static output => output.Reason),
    ];

    public static void AssertCached(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        var outputs = result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs).ToArray();
        outputs.Length.ShouldBeGreaterThanOrEqualTo(result.GeneratedSources.Length);
        outputs.ShouldAllBe(static output => output.Reason == IncrementalStepRunReason.Cached);
    }

    /// <summary>Errors and warnings; the snippets need no XML documentation, generated code does.</summary>
    private static IEnumerable<Diagnostic> Problems(Compilation output) => output
        .GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(static diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
}
