using TypedRpc.LoadTest.Running;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>A figure that TypedRpc wants to reach in a scenario.</summary>
/// <param name="Scenario">Where.</param>
/// <param name="Name">What.</param>
/// <param name="Limit">The least that is good enough, or the most.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Value">Reads it.</param>
internal sealed record Goal(IScenario Scenario, string Name, double Limit, bool AtLeast, Func<ScenarioResult, double?> Value)
{
    public bool IsReachedBy(double value) => AtLeast ? value >= Limit : value <= Limit;
}
