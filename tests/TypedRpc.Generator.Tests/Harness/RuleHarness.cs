using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Checks what the analyzer reports of snippets that mark the expected place with <c>[|…|]</c>.</summary>
internal static class RuleHarness
{
    private const string Usings = "using TypedRpc;\n";

    /// <summary>Exactly this rule, exactly there; and the generator is silent and generates nothing after an error.</summary>
    public static async Task<Diagnostic> ReportsAsync(string id, string markedSource, bool isAot = false)
    {
        var start = (Usings + markedSource).IndexOf("[|", StringComparison.Ordinal);
        var end = (Usings + markedSource).IndexOf("|]", StringComparison.Ordinal) - "[|".Length;
        var source = (Usings + markedSource).Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var compilation = Sources.Compile(source);

        var diagnostic = (await GeneratorHarness.AnalyzeAsync(compilation, id, isAot: isAot)).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End].ShouldBe(source[start..end]);
        diagnostic.Location.SourceSpan.ShouldBe(TextSpan.FromBounds(start, end));
        if (diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        {
            var result = GeneratorHarness.CreateDriver().RunGenerators(compilation).GetRunResult();
            result.Diagnostics.ShouldBeEmpty();
        }

        return diagnostic;
    }

    /// <summary>Nothing is reported, and the contract compiles.</summary>
    public static async Task AcceptsAsync(string source, [CallerMemberName] string test = "")
    {
        var compilation = Sources.Compile(Usings + source);
        GeneratorHarness.Run(compilation).Files.ShouldNotBeEmpty();
        (await GeneratorHarness.AnalyzeAsync(compilation, test.Split('_')[0])).ShouldBeEmpty();
    }
}
