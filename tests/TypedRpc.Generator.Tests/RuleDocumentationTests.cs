using System.Text.RegularExpressions;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests;

/// <summary>Rules, their pages, samples, tests and the release files belong together.</summary>
public sealed partial class RuleDocumentationTests
{
    /// <summary>It is reported when the generator itself fails, so no code violates it.</summary>
    private const string InternalFailure = "TRPC1099";

    /// <summary>They are reported of the baseline itself, or of its absence.</summary>
    private static readonly string[] AboutTheBaseline = ["TRPC3013", "TRPC3014"];

    private static readonly string Pages = RepositoryRoot.Combine("docs", "rules");
    private static readonly string[] Ids = [.. RuleAnalyzers.Rules.Select(static rule => rule.Id)];

    [Fact]
    public void Every_rule_has_its_own_id() => Ids.ShouldBeUnique();

    [Fact]
    public void Every_rule_has_a_page() =>
        Directory.GetFiles(Pages, "TRPC*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Ids);

    [Fact]
    public void Every_page_says_rule_violation_and_fix()
    {
        foreach (var rule in RuleAnalyzers.Rules)
        {
            var page = File.ReadAllText(Path.Combine(Pages, rule.Id + ".md"));
            page.ShouldStartWith($"# {rule.Id}: {rule.Title}\n");
            page.ShouldContain("## Violation\n");
            page.ShouldContain("## Fix\n");
            rule.HelpLinkUri.ShouldBe($"https://github.com/typedrpc/typedrpc/blob/main/docs/rules/{rule.Id}.md");
        }
    }

    [Fact]
    public void Every_rule_has_a_sample() => RuleSample.Ids.ShouldBe(Ids.Except([InternalFailure, .. AboutTheBaseline]));

    [Fact]
    public void Every_page_shows_the_sample()
    {
        foreach (var id in RuleSample.Ids)
        {
            var sample = RuleSample.Read(id);
            var page = File.ReadAllText(Path.Combine(Pages, id + ".md"));
            Snippets(page).ShouldBe([("Violation", sample.Snippet("Violation")), ("Fix", sample.Snippet("Fix"))], id);
        }
    }

    [Fact]
    public void Every_rule_is_tested_for_what_it_reports_and_what_it_accepts()
    {
        var tests = typeof(RuleDocumentationTests).Assembly.GetTypes()
            .Where(static type => type.Namespace == "TypedRpc.Generator.Tests.Rules")
            .SelectMany(static type => type.GetMethods())
            .Select(static method => method.Name)
            .ToArray();
        foreach (var id in RuleSample.Ids)
        {
            tests.ShouldContain(name => name.StartsWith(id + "_accepts_", StringComparison.Ordinal), id);
            tests.ShouldContain(name => name.StartsWith(id, StringComparison.Ordinal) && !name.StartsWith(id + "_accepts_", StringComparison.Ordinal), id);
        }
    }

    [Fact]
    public void The_index_lists_every_rule()
    {
        var index = File.ReadAllText(Path.Combine(Pages, "README.md"));
        foreach (var rule in RuleAnalyzers.Rules)
        {
            index.ShouldContain($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} |");
        }
    }

    [Fact]
    public void The_release_files_list_every_rule()
    {
        var releases = string.Concat(Directory.GetFiles(RepositoryRoot.Combine("src", "Generator"), "AnalyzerReleases.*.md").Select(File.ReadAllText));
        ReleasedId().Matches(releases).Select(static match => match.Value).Order(StringComparer.Ordinal).ShouldBe(Ids);
    }

    /// <summary>The blocks of C# of a page, each with the heading above it.</summary>
    private static IEnumerable<(string Heading, string Code)> Snippets(string page) => Snippet().Matches(page)
        .Select(static match => (match.Groups["heading"].Value, match.Groups["code"].Value));

    [GeneratedRegex("^## (?<heading>[^\n]+)\n(?:(?!^## |^```csharp\n)[^\n]*\n)*```csharp\n(?<code>(?:(?!```)[^\n]*\n)*)```", RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex("^TRPC[0-9]{4}", RegexOptions.Multiline)]
    private static partial Regex ReleasedId();
}
