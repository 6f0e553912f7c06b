using TypedRpc.Soak.Checking.Events;
using TypedRpc.Soak.Children.Events;

namespace TypedRpc.Soak.Reporting;

/// <summary>How events went.</summary>
internal static class EventOutcomes
{
    public static string Of(EventTally tally)
    {
        var text = new Markdown();
        text.Ends("publishes", tally.Ends);
        text.Line($"| not ended when their publisher was killed | {tally.Excused:N0} | |");
        text.Line($"");
        text.Line($"By kind: {Markdown.Counts(tally.Kinds)}. Not confirmed and yet handled: {tally.HandledUnconfirmed:N0}, {tally.LateUnconfirmed:N0} of them by the ordered group behind later ones.");
        text.Line($"Ended more than 50 ms after their deadline: {tally.Overshoots:N0} ({100.0 * tally.Overshoots / Math.Max(1, tally.Events):0.0000} %), at most {Math.Max(0, tally.WorstOvershoot):0} ms after it.");
        text.Line($"");
        text.Line($"| group | handlings | repeats marked as redelivered | repeats published again | retries published again | dead letters |");
        text.Line($"|---|--:|--:|--:|--:|--:|");
        foreach (string group in EventGroups.All)
        {
            text.Line($"| {group} | {tally.Handlings.GetValueOrDefault(group):N0} | {tally.Repeats(group, RepeatCause.Redelivered):N0} | {tally.Repeats(group, RepeatCause.PublishedAgain):N0} | {tally.Repeats(group, RepeatCause.RetriedAgain):N0} | {tally.DeadLetters.GetValueOrDefault(group):N0} |");
        }

        text.Line($"");
        text.Line($"Repeats more than two minutes after their publish, all marked as redelivered: {tally.LateRepeats:N0}.");
        return text.ToString();
    }
}
