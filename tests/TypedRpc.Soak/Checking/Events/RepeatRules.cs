using TypedRpc.Soak.Children.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>E3: what is handled more than once is marked as delivered again, or was published again with the same id, by its publisher or for a retry.</summary>
internal static class RepeatRules
{
    public static IEnumerable<Violation> Check(EventHistory history, SessionLosses losses, EventTally tally)
    {
        string?[] ids = [.. history.Handlings.Select(static handling => handling.MessageId).Concat(history.DeadLetters.Select(static dead => dead.MessageId)).Distinct()];
        if (ids.Length > 1 || ids.Contains(null))
        {
            yield return new Violation("E3", history.Id, $"came with the message ids {string.Join(", ", ids.Select(static id => id ?? "(none)"))}");
        }

        foreach (string group in EventGroups.All)
        {
            Handling[] previous = [];
            foreach (IGrouping<int, Handling> attempt in history.In(group).GroupBy(static handling => handling.Attempt).OrderBy(static attempt => attempt.Key))
            {
                Handling[] handlings = [.. attempt];
                if (Judge(history, group, attempt.Key, handlings, attempt.Key == 1 ? null : [.. previous.Where(handling => handling.Attempt == attempt.Key - 1)], losses, tally) is { } violation)
                {
                    yield return violation;
                }

                previous = handlings;
            }
        }
    }

    private static Violation? Judge(EventHistory history, string group, int attempt, Handling[] handlings, Handling[]? previous, SessionLosses losses, EventTally tally)
    {
        int unmarked = handlings.Count(static handling => !handling.Redelivered);
        int messages = previous?.Length ?? 1;
        int again = previous is null
            ? losses.Count(history.Event.Publisher, history.Event.At, history.EndedAt())
            : previous.DistinctBy(static handling => handling.Child).Sum(mover => losses.Count(mover.Child, previous[0].At, handlings[^1].At));
        int repeats = Math.Max(0, unmarked - messages);
        foreach (Handling repeat in handlings.Skip(1))
        {
            tally.Repeated(group, repeat.Redelivered ? RepeatCause.Redelivered : attempt == 1 ? RepeatCause.PublishedAgain : RepeatCause.RetriedAgain);
        }

        return messages == 0
            ? new Violation("E3", history.Id, $"attempt {attempt} in {group} without the one before")
            : repeats > again
            ? new Violation("E3", history.Id, $"attempt {attempt} in {group} handled {unmarked} times without a mark, and {messages} + {again} messages at most can have been published for it")
            : null;
    }
}
