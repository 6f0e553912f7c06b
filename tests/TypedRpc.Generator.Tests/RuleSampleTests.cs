using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>The samples of the rules, which their pages show, are what the rules report and accept.</summary>
public sealed class RuleSampleTests
{
    /// <summary>Without those that compare with a baseline: they have tests of their own.</summary>
    public static TheoryData<string> Ids => [.. RuleSample.Ids.Where(static id => !id.StartsWith("TRPC3", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_rule_and_no_other_reports_the_violation(string id)
    {
        var sample = RuleSample.Read(id);
        var diagnostics = await AnalyzeAsync(id, sample.CompileWithout("Fix"));
        diagnostics.ShouldNotBeEmpty();
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == id && diagnostic.IsSuppressed);
        var violation = sample.Find("Violation");
        diagnostics.ShouldAllBe(diagnostic => violation.Contains(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_rule_reports_the_fix(string id) => (await AnalyzeAsync(id, RuleSample.Read(id).CompileWithout("Violation"))).ShouldBeEmpty();

    /// <summary>What a build shows and whatever the rule itself says.</summary>
    private static async Task<Diagnostic[]> AnalyzeAsync(string id, CSharpCompilation compilation)
    {
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return [.. (await GeneratorHarness.AnalyzeAsync(compilation, reportSuppressed: true)).Where(diagnostic => diagnostic.Id == id || diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }
}
