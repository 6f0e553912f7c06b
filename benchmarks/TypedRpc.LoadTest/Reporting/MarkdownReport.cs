using System.Globalization;
using System.Text;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>A run as a page of its own.</summary>
internal static class MarkdownReport
{
    public static string Write(RunPlan plan, IReadOnlyList<string> machine, IReadOnlyList<ScenarioResult> results)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"# {plan.Report.Title}").AppendLine();
        page.Append(CultureInfo.InvariantCulture, $"Written by `{plan.Report.Command}` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; ");
        page.AppendLine(CultureInfo.InvariantCulture, $"{plan.Options.Rounds} interleaved rounds, windows of {plan.Options.Window.TotalMilliseconds:0} ms.");
        page.AppendLine("Figures are medians; × and ratios are medians of the ratios within a round. How to read them: [benchmarks](../README.md).").AppendLine();
        foreach (var line in machine)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        }

        page.AppendLine().AppendLine("Contenders:").AppendLine();
        foreach (var contender in plan.Contenders.Where(contender => results.Any(result => result.Measurements.ContainsKey(contender.Name))))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"- `{contender.Name}`: {contender.Description}");
        }

        AppendGoals(page, plan.Report.Goals, results);
        page.AppendLine().AppendLine("## Ratios").AppendLine().AppendLine("```");
        page.AppendJoin('\n', results.Select(RatioLine.Of)).AppendLine().AppendLine("```");
        foreach (var result in results)
        {
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {result.Scenario.Label}").AppendLine().AppendLine(ResultTable.Markdown(result));
            AppendFailures(page, result);
        }

        return page.ToString();
    }

    private static void AppendGoals(StringBuilder page, IReadOnlyList<Goal> goals, IReadOnlyList<ScenarioResult> results)
    {
        page.AppendLine().AppendLine("## Goals").AppendLine().AppendLine("| | scenario | goal | measured |").AppendLine("|---|---|---|---:|");
        foreach (var row in Goals.Check(goals, results))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |");
        }
    }

    private static void AppendFailures(StringBuilder page, ScenarioResult result)
    {
        foreach (var name in result.Measurements.Keys)
        {
            if (result.FirstFailure(name) is { } failure)
            {
                page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"First failure of {name}: {failure.ReplaceLineEndings(" ")}");
            }
        }
    }
}
