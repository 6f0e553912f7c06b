using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>All measurements of a scenario: by contender, one a round; null in rounds that it did not get through.</summary>
internal sealed record ScenarioResult(IScenario Scenario, IReadOnlyDictionary<string, List<Measurement?>> Measurements)
{
    /// <summary>The median over the rounds, or null.</summary>
    public double? Median(string contender, Func<Measurement, double?> value) => Median(Of(contender).Select(measurement => measurement is null ? null : value(measurement)));

    /// <summary>The median of the ratios within a round, or null: what both contenders shared, a noisy moment too, falls out.</summary>
    public double? Ratio(string contender, string other, Func<Measurement, double?> value) =>
        Median(Of(contender).Zip(Of(other), (one, two) => one is null || two is null ? null : value(one) / value(two)));

    public long Failed(string contender) => Of(contender).Sum(static measurement => measurement?.Failed ?? 0);

    public string? FirstFailure(string contender) => Of(contender).Select(static measurement => measurement?.FirstFailure).FirstOrDefault(static text => text is not null);

    private IEnumerable<Measurement?> Of(string contender) => Measurements.TryGetValue(contender, out var all) ? all : [];

    private static double? Median(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
