using System.Globalization;
using TypedRpc.LoadTest.Running;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>The figures of a scenario, a row a contender.</summary>
internal static class ResultTable
{
    public static string Console(ScenarioResult result)
    {
        var rows = Rows(result);
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }

    public static string Markdown(ScenarioResult result)
    {
        var table = Rows(result);
        var rows = table.Select(static row => $"| {string.Join(" | ", row)} |").ToList();
        rows.Insert(1, $"|---|{string.Concat(Enumerable.Repeat("---:|", table[0].Length - 1))}");
        return string.Join('\n', rows);
    }

    private static List<string[]> Rows(ScenarioResult result) => [Header(result.Scenario), .. result.Measurements.Keys.Select(name => Row(result, name))];

    private static string[] Header(IScenario scenario) =>
    [
        "contender", $"{scenario.Unit}s/s", $"× {scenario.Reference}", "p50", "p99", "p99.9",
        $"B/{scenario.Unit}", $"CPU µs/{scenario.Unit}", $"broker CPU µs/{scenario.Unit}", $"broker messages/{scenario.Unit}", "failed",
    ];

    private static string[] Row(ScenarioResult result, string name) =>
    [
        name,
        Number(result.Median(name, static m => m.PerSecond), "N0"),
        Number(result.Ratio(name, result.Scenario.Reference, static m => m.PerSecond), "0.00"),
        Time(result.Median(name, static m => m.P50)),
        Time(result.Median(name, static m => m.P99)),
        Time(result.Median(name, static m => m.P999)),
        BothSides(result.Median(name, static m => m.ClientBytes), result.Median(name, static m => m.ServerBytes), "N0"),
        BothSides(result.Median(name, static m => m.ClientCpu), result.Median(name, static m => m.ServerCpu), "0.0"),
        Number(result.Median(name, static m => m.BrokerCpu), "0.0"),
        Number(result.Median(name, static m => m.Messages), "0.000"),
        result.Failed(name).ToString(CultureInfo.InvariantCulture),
    ];

    // Two processes: the client's and the server's.
    private static string BothSides(double? client, double? server, string format) =>
        server is null ? Number(client, format) : $"{Number(client, format)} + {Number(server, format)}";

    private static string Time(double? microseconds) => microseconds switch
    {
        null => "n/a",
        < 1000 => $"{Number(microseconds, "0")} µs",
        < 10_000 => $"{Number(microseconds / 1000, "0.00")} ms",
        _ => $"{Number(microseconds / 1000, "0.0")} ms",
    };

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "n/a";
}
