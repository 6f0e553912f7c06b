using System.Globalization;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>Whether a run reached what TypedRpc wants to. Information, not a gate: the machine has its say.</summary>
internal static class Goals
{
    public const string NotMeasured = "n/a";

    /// <summary>A row a goal: verdict, scenario, goal, what was measured.</summary>
    public static IReadOnlyList<string[]> Check(IReadOnlyList<Goal> goals, IReadOnlyList<ScenarioResult> results) => [.. goals.Select(goal => Check(goal, results))];

    private static string[] Check(Goal goal, IReadOnlyList<ScenarioResult> results)
    {
        var result = results.FirstOrDefault(result => result.Scenario.Equals(goal.Scenario));
        var value = result is null ? null : goal.Value(result);
        var verdict = value is null ? NotMeasured : goal.IsReachedBy(value.Value) ? "pass" : "FAIL";
        return
        [
            verdict, goal.Scenario.Label, string.Create(CultureInfo.InvariantCulture, $"{goal.Name} {(goal.AtLeast ? "≥" : "≤")} {goal.Limit}"),
            value?.ToString(goal.Limit > 100 ? "0" : "0.00", CultureInfo.InvariantCulture) ?? "n/a",
        ];
    }
}
