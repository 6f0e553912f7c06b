using TypedRpc.Soak.Children.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>E1: what is confirmed is handled in each group until it is done with, and is a dead letter exactly if it is meant to be. E2: what is handled is what was published.</summary>
internal static class DeliveryRules
{
    public static IEnumerable<Violation> Check(EventHistory history)
    {
        foreach (string group in EventGroups.All)
        {
            int handled = history.In(group).Select(static handling => handling.Attempt).DefaultIfEmpty().Max();
            bool isDead = history.DeadLetters.Any(dead => dead.Group == group);
            if (history.IsConfirmed && handled < history.Attempts)
            {
                yield return new Violation("E1", history.Id, handled == 0 ? $"confirmed and never handled in {group}" : $"confirmed and not handled any more in {group} after attempt {handled}, which failed");
            }

            if (history.IsConfirmed && history.BecomesDeadLetter && !isDead)
            {
                yield return new Violation("E1", history.Id, $"confirmed, given up in {group}, and no dead letter");
            }

            if (isDead && !history.BecomesDeadLetter)
            {
                yield return new Violation("E1", history.Id, $"a dead letter of {group} that was not to be one");
            }

            if (handled > history.Attempts)
            {
                yield return new Violation("E3", history.Id, $"attempt {handled} in {group} although attempt {history.Attempts} was the last");
            }
        }

        foreach (DeadLetter dead in history.DeadLetters.Where(dead => history.BecomesDeadLetter && (dead.Attempts != history.Attempts || dead.Reason.Length == 0)))
        {
            yield return new Violation("E1", history.Id, $"a dead letter of {dead.Group} says {dead.Attempts} attempts, not {history.Attempts}, and '{dead.Reason}'");
        }

        foreach (Handling handling in history.Handlings.Where(handling => handling.Hash != history.Event.Hash))
        {
            yield return new Violation("E2", history.Id, $"its handler in {handling.Group} got another payload, in {handling.Child}");
        }
    }
}
