using TypedRpc.Soak.Processes;

namespace TypedRpc.Soak.Reporting;

/// <summary>What a process that lived as long as the run gained an hour.</summary>
internal sealed record SlopeLine(string Process, int Samples, double Minutes, double? HeapKiB, double? RssKiB, double? Handles, double? Threads, string Heap, string Rss)
{
    private const double MillisecondsPerHour = 3_600_000;
    private const double LongEnoughMinutes = 20;
    private const double MostHeapKiB = 4 * 1024;
    private const double MostRssKiB = 48 * 1024;

    /// <summary>Null if it gained little, or was watched for too short a time to say.</summary>
    public string? Violation => Minutes >= LongEnoughMinutes && (HeapKiB > MostHeapKiB || RssKiB > MostRssKiB)
        ? FormattableString.Invariant($"gains {HeapKiB:0} KiB of heap and {RssKiB:0} KiB of memory an hour")
        : null;

    public static SlopeLine Of(Slot slot)
    {
        ChildSample[] samples = [.. slot.Samples];
        return new SlopeLine(
            slot.Name,
            samples.Length,
            samples.Length == 0 ? 0 : (samples[^1].At - samples[0].At) / 60_000,
            PerHour(static sample => sample.Heap / 1024.0),
            PerHour(static sample => sample.WorkingSet / 1024.0),
            PerHour(static sample => sample.Census.Handles),
            PerHour(static sample => sample.Census.Threads),
            Range(static sample => sample.Heap),
            Range(static sample => sample.WorkingSet));

        double? PerHour(Func<ChildSample, double> value) =>
            TheilSen.Slope([.. samples.Select(sample => (sample.At, value(sample)))]) * MillisecondsPerHour;

        string Range(Func<ChildSample, long> value) => samples.Length == 0
            ? "-"
            : FormattableString.Invariant($"{samples.Min(value) / 1048576.0:0.0}–{samples.Max(value) / 1048576.0:0.0}");
    }
}
