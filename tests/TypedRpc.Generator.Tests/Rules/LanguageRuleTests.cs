using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>The language that generated code is written in.</summary>
public sealed class LanguageRuleTests
{
    private const string Contract = """using TypedRpc; using System.Threading.Tasks; [RabbitService("x")] public interface IFoo { Task<int[]> A(int[] x, string y = "", int z = 1); Task B(); }""";

    [Theory]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public async Task TRPC1025_reports_a_language_that_generated_code_is_not_written_in(LanguageVersion version, string text)
    {
        var compilation = Compile(version);
        var diagnostic = (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("TRPC1025");
        diagnostic.Location.SourceSpan.Start.ShouldBe(Contract.IndexOf("IFoo", StringComparison.Ordinal));
        diagnostic.GetMessage().ShouldContain($"needs C# 12.0, but the project is compiled as C# {text};");
        GeneratorHarness.CreateDriver(parseOptions: compilation.SyntaxTrees[0].Options).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public async Task TRPC1025_accepts_the_language_that_generated_code_is_written_in(LanguageVersion version)
    {
        var compilation = Compile(version);
        (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldNotContain(static diagnostic => diagnostic.Id == "TRPC1025");
        Errors(version).ShouldBeEmpty();
    }

    [Fact]
    public void An_older_language_would_not_do() => Errors(LanguageVersion.CSharp11).ShouldNotBeEmpty();

    private static CSharpCompilation Compile(LanguageVersion version)
    {
        var compilation = Sources.CompileFiles();
        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Contract, Sources.ParseOptions.WithLanguageVersion(version), cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>What the compiler of a language says of the generated file.</summary>
    private static IEnumerable<Diagnostic> Errors(LanguageVersion version)
    {
        var generated = CSharpSyntaxTree.ParseText(
            GeneratorHarness.Run(Sources.CompileFiles(Contract)).Text, Sources.ParseOptions.WithLanguageVersion(version), cancellationToken: TestContext.Current.CancellationToken);
        return Compile(version).AddSyntaxTrees(generated).GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
    }
}
