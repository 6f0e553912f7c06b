using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests;

/// <summary>Rules, their pages and the release files belong together.</summary>
public sealed partial class RuleDocumentationTests
{
    private static readonly string Pages = RepositoryRoot.Combine("docs", "rules");
    private static readonly DiagnosticDescriptor[] Rules = [.. Analyzers().SelectMany(static analyzer => analyzer.SupportedDiagnostics)];
    private static readonly string[] Ids = [.. Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_rule_has_its_own_id() => Ids.ShouldBeUnique();

    [Fact]
    public void Every_rule_has_a_page() =>
        Directory.GetFiles(Pages, "TRPC*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Ids);

    [Fact]
    public void Every_page_says_rule_violation_and_fix()
    {
        foreach (var rule in Rules)
        {
            var page = File.ReadAllText(Path.Combine(Pages, rule.Id + ".md"));
            page.ShouldStartWith($"# {rule.Id}: {rule.Title}\n");
            page.ShouldContain("## Violation\n");
            page.ShouldContain("## Fix\n");
            rule.HelpLinkUri.ShouldBe($"https://github.com/typedrpc/typedrpc/blob/main/docs/rules/{rule.Id}.md");
        }
    }

    [Fact]
    public void The_index_lists_every_rule()
    {
        var index = File.ReadAllText(Path.Combine(Pages, "README.md"));
        foreach (var rule in Rules)
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

    private static IEnumerable<DiagnosticAnalyzer> Analyzers() => typeof(ContractAnalyzer).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
        .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    [GeneratedRegex("^TRPC[0-9]{4}", RegexOptions.Multiline)]
    private static partial Regex ReleasedId();
}
