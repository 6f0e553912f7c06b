using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Reporting;

/// <summary>A run in Markdown.</summary>
internal sealed class SoakReport(SoakOptions options, string broker, double seconds)
{
    private readonly StringBuilder _text = new();

    public string Write(
        Tally tally, IReadOnlyList<Injection> injections, IReadOnlyList<SlopeLine> slopes, Evidence evidence, IReadOnlyList<string> harnessFaults, double logLines)
    {
        Line($"# Soak of {seconds / 60:0.0} minutes{(options.Chaos ? " with chaos" : "")}");
        Line($"");
        Line($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {broker}, .NET {Environment.Version}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores,");
        Line($"TypedRpc {typeof(RpcConnection).Assembly.GetName().Version}, 2 clients and 3 servers in processes of their own, seed {options.Seed}. Again: `{options.Replay}`");
        Line($"");
        Line($"**{evidence.Count} violations**, {tally.Calls:N0} calls ({tally.Calls / Math.Max(1, seconds):0}/s), {tally.Executions:N0} executions, {injections.Count} injections.");
        foreach (Violation violation in evidence.Violations)
        {
            Line($"- {violation.Invariant} `{violation.Subject}`: {violation.Text.ReplaceLineEndings(" ")}");
        }

        Outcomes(tally);
        Recoveries(injections);
        Memory(slopes, logLines);
        foreach (string fault in harnessFaults)
        {
            Line($"Could not be injected, no fault of the product: {fault.ReplaceLineEndings(" ")}");
        }

        return _text.ToString();
    }

    private void Outcomes(Tally tally)
    {
        Line($"");
        Line($"| how calls ended | calls | % |");
        Line($"|---|--:|--:|");
        foreach ((string end, long calls) in tally.Ends.OrderByDescending(static pair => pair.Value))
        {
            Line($"| {end} | {calls:N0} | {100.0 * calls / tally.Calls:0.000} |");
        }

        Line($"| not ended when their client was killed | {tally.Excused:N0} | |");
        Line($"");
        Line($"By method: {string.Join(", ", tally.Methods.Select(static pair => FormattableString.Invariant($"{pair.Key} {pair.Value:N0}")))}. Redelivered executions: {tally.Redelivered:N0}.");
        Line($"Ended more than 50 ms after their deadline: {tally.Overshoots:N0} ({100.0 * tally.Overshoots / Math.Max(1, tally.Calls):0.0000} %), at most {Math.Max(0, tally.WorstOvershoot):0} ms after it.");
    }

    private void Recoveries(IReadOnlyList<Injection> injections)
    {
        if (injections.Count == 0)
        {
            return;
        }

        Line($"");
        Line($"| fault | injections | failed calls | ms from healing to a success of every client, p50 / p95 / max | ms from healing to the last call that fails, p50 / p95 / max | noticed, ms |");
        Line($"|---|--:|--:|--:|--:|--:|");
        foreach (var kind in injections.Where(static injection => double.IsFinite(injection.Healed)).GroupBy(static injection => injection.Fault).OrderBy(static kind => kind.Key, StringComparer.Ordinal))
        {
            double[] noticed = [.. kind.Where(static injection => injection.Noticed.HasValue).Select(static injection => injection.Noticed!.Value)];
            string half = kind.Key == "half-open" ? FormattableString.Invariant($"{noticed.Length} of {kind.Count()}, at most {noticed.DefaultIfEmpty().Max():0}") : "";
            Line($"| {kind.Key} | {kind.Count()} | {kind.Sum(static injection => injection.Failures)} | {Three(kind.Select(static injection => injection.FirstSuccess))} | {Three(kind.Select(static injection => (double?)injection.FullSuccess))} | {half} |");
        }
    }

    private void Memory(IReadOnlyList<SlopeLine> slopes, double logLines)
    {
        Line($"");
        Line($"| process | samples | heap MiB | heap KiB/h | memory MiB | memory KiB/h | handles/h | threads/h |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (SlopeLine slope in slopes)
        {
            Line($"| {slope.Process} | {slope.Samples} | {slope.Heap} | {slope.HeapKiB:0} | {slope.Rss} | {slope.RssKiB:0} | {slope.Handles:0.0} | {slope.Threads:0.0} |");
        }

        Line($"");
        Line($"Slopes are Theil–Sen over the last 80 %, heap after a full collection; runs under 20 minutes say little. Log lines a second of the most talkative process: {logLines:0.00}.");
    }

    private static string Three(IEnumerable<double?> values)
    {
        double[] known = [.. values.Where(static value => value.HasValue).Select(static value => Math.Max(0, value!.Value))];
        return known.Length == 0
            ? "-"
            : FormattableString.Invariant($"{Percentile.Of(known, 50):0} / {Percentile.Of(known, 95):0} / {known.Max():0}");
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
