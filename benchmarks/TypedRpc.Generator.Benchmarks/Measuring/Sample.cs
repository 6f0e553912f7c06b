using System.Diagnostics;

namespace TypedRpc.Generator.Benchmarks.Measuring;

/// <summary>What one run took.</summary>
/// <param name="Milliseconds">Time.</param>
/// <param name="Bytes">What was allocated, where that can be told.</param>
internal readonly record struct Sample(double Milliseconds, double? Bytes)
{
    public static async Task<Sample> MeasureAsync(Func<Task> run)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await run();
        var time = Stopwatch.GetElapsedTime(start);
        return new(time.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    public static Sample Median(IReadOnlyCollection<Sample> samples) => new(
        Median(samples.Select(static sample => sample.Milliseconds)),
        samples.All(static sample => sample.Bytes is not null) ? Median(samples.Select(static sample => sample.Bytes!.Value)) : null);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
