using System.Globalization;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>A scenario in one line that programs can read: throughput beside each other contender, and latencies beside the one that the table compares with.</summary>
internal static class RatioLine
{
    public static string Of(ScenarioResult result)
    {
        var parts = new List<string> { result.Scenario.Line };
        foreach (var (one, other) in result.Scenario.Pairs(result.Measurements.Keys))
        {
            Add(parts, $"{one}/{other}", result.Ratio(one, other, static m => m.PerSecond));
        }

        Add(parts, "p50", result.Ratio(Catalogue.TypedRpc, result.Scenario.Reference, static m => m.P50));
        Add(parts, "p99", result.Ratio(Catalogue.TypedRpc, result.Scenario.Reference, static m => m.P99));
        return string.Join(' ', parts);
    }

    private static void Add(List<string> parts, string name, double? ratio)
    {
        if (ratio is { } value)
        {
            parts.Add($"{name}={value.ToString(value < 2 ? "0.00" : "0.0", CultureInfo.InvariantCulture)}");
        }
    }
}
