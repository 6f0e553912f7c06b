using System.Runtime.InteropServices;
using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Workloads;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Reporting;

/// <summary>A run in Markdown.</summary>
internal sealed class SoakReport(SoakOptions options, Workload workload, string broker, double seconds)
{
    private readonly Markdown _text = new();

    public string Write(
        WindowChecker checker, IReadOnlyList<Injection> injections, IReadOnlyList<SlopeLine> slopes, Evidence evidence, IReadOnlyList<string> harnessFaults, double logLines)
    {
        _text.Line($"# Soak of {seconds / 60:0.0} minutes{(options.Chaos ? " with chaos" : "")}");
        _text.Line($"");
        _text.Line($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {broker}, .NET {Environment.Version}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores,");
        _text.Line($"TypedRpc {typeof(RpcConnection).Assembly.GetName().Version}, {workload.Processes} in processes of their own, seed {options.Seed}. Again: `{options.Replay}`");
        _text.Line($"");
        _text.Line($"**{evidence.Count} violations**, {checker.Headline(seconds)}, {injections.Count} injections.");
        foreach (Violation violation in evidence.Violations)
        {
            _text.Line($"- {violation.Invariant} `{violation.Subject}`: {violation.Text.ReplaceLineEndings(" ")}");
        }

        _text.Line($"");
        _text.Line($"{checker.Outcomes().TrimEnd()}");
        Recoveries(injections);
        Memory(slopes, logLines);
        foreach (string fault in harnessFaults)
        {
            _text.Line($"Could not be injected, no fault of the product: {fault.ReplaceLineEndings(" ")}");
        }

        return _text.ToString();
    }

    private void Recoveries(IReadOnlyList<Injection> injections)
    {
        if (injections.Count == 0)
        {
            return;
        }

        _text.Line($"");
        _text.Line($"| fault | injections | failed {workload.Noun} | ms from healing to a success of every {workload.Client}, p50 / p95 / max | ms from healing to the last of the {workload.Noun} that fails, p50 / p95 / max | noticed, ms |");
        _text.Line($"|---|--:|--:|--:|--:|--:|");
        foreach (var kind in injections.Where(static injection => double.IsFinite(injection.Healed)).GroupBy(static injection => injection.Fault).OrderBy(static kind => kind.Key, StringComparer.Ordinal))
        {
            double[] noticed = [.. kind.Where(static injection => injection.Noticed.HasValue).Select(static injection => injection.Noticed!.Value)];
            string half = kind.Key == "half-open" ? FormattableString.Invariant($"{noticed.Length} of {kind.Count()}, at most {noticed.DefaultIfEmpty().Max():0}") : "";
            _text.Line($"| {kind.Key} | {kind.Count()} | {kind.Sum(static injection => injection.Failures)} | {Three(kind.Select(static injection => injection.FirstSuccess))} | {Three(kind.Select(static injection => (double?)injection.FullSuccess))} | {half} |");
        }
    }

    private void Memory(IReadOnlyList<SlopeLine> slopes, double logLines)
    {
        _text.Line($"");
        _text.Line($"| process | samples | heap MiB | heap KiB/h | memory MiB | memory KiB/h | handles/h | threads/h |");
        _text.Line($"|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (SlopeLine slope in slopes)
        {
            _text.Line($"| {slope.Process} | {slope.Samples} | {slope.Heap} | {slope.HeapKiB:0} | {slope.Rss} | {slope.RssKiB:0} | {slope.Handles:0.0} | {slope.Threads:0.0} |");
        }

        _text.Line($"");
        _text.Line($"Slopes are Theil–Sen over the last 80 %, heap after a full collection; runs under 20 minutes say little. Log lines a second of the most talkative process: {logLines:0.00}.");
    }

    private static string Three(IEnumerable<double?> values)
    {
        double[] known = [.. values.Where(static value => value.HasValue).Select(static value => Math.Max(0, value!.Value))];
        return known.Length == 0
            ? "-"
            : FormattableString.Invariant($"{Percentile.Of(known, 50):0} / {Percentile.Of(known, 95):0} / {known.Max():0}");
    }
}
