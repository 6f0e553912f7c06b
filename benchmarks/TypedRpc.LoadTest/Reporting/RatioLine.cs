using System.Globalization;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>A scenario in one line that programs can read: throughput beside each other contender, and latencies beside hand-written.</summary>
internal static class RatioLine
{
    public static string Of(ScenarioResult result)
    {
        var parts = new List<string> { $"rpc {result.Scenario.Label}" };
        foreach (var other in result.Measurements.Keys.Where(static name => name is not (Catalogue.TypedRpc or Catalogue.Single or Catalogue.Traced)))
        {
            Add(parts, $"{Catalogue.TypedRpc}/{other}", result.Ratio(Catalogue.TypedRpc, other, static m => m.CallsPerSecond));
        }

        Add(parts, $"{Catalogue.Single}/{Catalogue.HandWritten}", result.Ratio(Catalogue.Single, Catalogue.HandWritten, static m => m.CallsPerSecond));
        Add(parts, $"{Catalogue.Traced}/{Catalogue.TypedRpc}", result.Ratio(Catalogue.Traced, Catalogue.TypedRpc, static m => m.CallsPerSecond));
        Add(parts, "p50", result.Ratio(Catalogue.TypedRpc, Catalogue.HandWritten, static m => m.P50));
        Add(parts, "p99", result.Ratio(Catalogue.TypedRpc, Catalogue.HandWritten, static m => m.P99));
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
