using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Checks what is reported of code that calls and implements a contract; <c>[|…|]</c> marks each place.</summary>
internal static class UsageHarness
{
    private const string Contract =
        """
        using TypedRpc;

        [RabbitService("shop")]
        public interface IOrders
        {
            Task PlaceAsync(int order, CancellationToken cancellationToken = default);
            ValueTask<int> CountAsync(CancellationToken cancellationToken = default);
            [Idempotent] Task<int> FindAsync(int order, string name = "", CancellationToken cancellationToken = default);
            [Fault<string>] Task CancelAsync(int order);
            [OneWay] Task LogAsync(string text);
        }

        [RabbitEvents("shop.events")]
        public interface IOrderEvents
        {
            ValueTask PlacedAsync(int order, CancellationToken cancellationToken = default);
        }

        """;

    /// <summary>Exactly this rule, exactly there.</summary>
    public static async Task<Diagnostic> ReportsAsync(string id, string source)
    {
        var diagnostics = await AnalyzeAsync(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == id);
        diagnostics.Select(Marked).ShouldBe(source.Split("[|").Skip(1).Select(static part => part[..part.IndexOf("|]", StringComparison.Ordinal)]));
        var text = source;
        foreach (var diagnostic in diagnostics)
        {
            var start = diagnostic.Location.SourceSpan.Start;
            text.IndexOf("[|", StringComparison.Ordinal).ShouldBe(start);
            text = text.Remove(start, "[|".Length).Remove(start + diagnostic.Location.SourceSpan.Length, "|]".Length);
        }

        return diagnostics[0];
    }

    /// <summary>Nothing is reported.</summary>
    public static async Task AcceptsAsync(string source) => (await AnalyzeAsync(source)).ShouldBeEmpty();

    private static string Marked(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    private static async Task<Diagnostic[]> AnalyzeAsync(string source)
    {
        var compilation = Sources.Compile(Contract, "global using TypedRpc;", source);
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591").ShouldBeEmpty();
        return [.. (await RuleAnalyzers.RunAsync(output)).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }
}
