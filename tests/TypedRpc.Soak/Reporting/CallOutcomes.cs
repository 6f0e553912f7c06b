using TypedRpc.Soak.Checking.Calls;

namespace TypedRpc.Soak.Reporting;

/// <summary>How calls went.</summary>
internal static class CallOutcomes
{
    public static string Of(Tally tally)
    {
        var text = new Markdown();
        text.Ends("calls", tally.Ends);
        text.Line($"| not ended when their client was killed | {tally.Excused:N0} | |");
        text.Line($"");
        text.Line($"By method: {Markdown.Counts(tally.Methods)}. Redelivered executions: {tally.Redelivered:N0}.");
        text.Line($"Ended more than 50 ms after their deadline: {tally.Overshoots:N0} ({100.0 * tally.Overshoots / Math.Max(1, tally.Calls):0.0000} %), at most {Math.Max(0, tally.WorstOvershoot):0} ms after it.");
        return text.ToString();
    }
}
