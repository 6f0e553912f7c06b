using System.Text.RegularExpressions;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Compatibility;

/// <summary>The pages of the rules 3xxx show a baseline and code; the samples are what they show, and the rules say of them what the pages say.</summary>
public sealed partial class CompatibilitySampleTests
{
    private static readonly string Folder = RepositoryRoot.Combine("samples", "Rules");

    public static TheoryData<string> Ids => [.. RuleSample.IdsWithBaseline];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_rule_reports_the_violation(string id)
    {
        var diagnostics = await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Code(id, "Violation")), Baseline(id, "Violation"));
        diagnostics.ShouldContain(diagnostic => diagnostic.Id == id);
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == id || diagnostic.Id == Companion(id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_fix_is_accepted_once_it_is_written_down(string id)
    {
        var baseline = Baseline(id, "Fix");
        var diagnostics = await BaselineHarness.CheckAsync(baseline, Code(id, "Fix"));
        diagnostics.ShouldAllBe(static diagnostic => diagnostic.Id == "TRPC3001" || diagnostic.Id == "TRPC3002" || diagnostic.Id == "TRPC3015");
        var written = BaselineHarness.Fix(baseline, diagnostics);
        var shown = Blocks(id, "text").Select(text => text.Replace("Shop.", $"Rules.{id}.Fix.", StringComparison.Ordinal)).ToArray();
        shown.ShouldBe(diagnostics.Count == 0 ? [baseline] : [baseline, written]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_shows_the_sample(string id) => Blocks(id, "csharp").ShouldBe([Region(id, "Violation"), Region(id, "Fix")]);

    /// <summary>What is there instead of what is missing is new.</summary>
    private static string? Companion(string id) => id switch
    {
        "TRPC3003" => "TRPC3002",
        "TRPC3017" => "TRPC3001",
        _ => null,
    };

    /// <summary>The sample's baseline; its <c>Shop</c> stands for the namespace of the region.</summary>
    private static string Baseline(string id, string region) =>
        File.ReadAllText(Path.Combine(Folder, $"{id}.RabbitContracts.txt")).Replace("Shop.", $"Rules.{id}.{region}.", StringComparison.Ordinal);

    private static string Code(string id, string region) => $"using TypedRpc;\nnamespace Rules.{id}.{region};\n{Region(id, region)}";

    private static string Region(string id, string region)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, $"{id}.cs")).SkipWhile(line => line.Trim() != $"#region {region}").Skip(1).TakeWhile(static line => line.Trim() != "#endregion");
        return string.Concat(lines.Select(static line => (line.Length == 0 ? line : line[4..]) + "\n"));
    }

    private static string[] Blocks(string id, string language) =>
    [
        .. Block().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "rules", $"{id}.md")))
            .Where(match => match.Groups[1].Value == language)
            .Select(static match => match.Groups[2].Value),
    ];

    [GeneratedRegex("```(\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
