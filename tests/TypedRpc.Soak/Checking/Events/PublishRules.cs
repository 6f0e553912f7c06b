using TypedRpc.Soak.Chaos;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>E5: each publish ends once, by its deadline, and what ended NotExecuted was never handled. E6: far from any fault none fails.</summary>
internal static class PublishRules
{
    private const double Overshoot = 1000;
    private const double MostEarly = 1;
    private const double RecoveredWithin = 10_000;
    private const double LongEnough = 10_000;

    public static IEnumerable<Violation> Check(EventHistory history, IReadOnlyList<Injection> faults)
    {
        if (history.Ends.Count != 1 && !(history.Ends.Count == 0 && history.PublisherWasKilled))
        {
            yield return new Violation("E5", history.Id, $"its publish ended {history.Ends.Count} times");
        }

        foreach (CallCompletion end in history.Ends)
        {
            double late = end.ElapsedMilliseconds - history.Event.TimeoutMilliseconds;
            if (late > Overshoot || (end.Status == RpcStatusCode.DeadlineExceeded && late < -MostEarly))
            {
                yield return new Violation("E5", history.Id, $"{end.Status} {late:0.0} ms after its deadline of {history.Event.TimeoutMilliseconds:0} ms");
            }

            if (end.Status is null || (end.Status == RpcStatusCode.Cancelled && history.Event.CancelAfter is null))
            {
                yield return new Violation("E5", history.Id, $"ended with what nobody asked for: {end.Status} {end.Error}");
            }

            if (end.Outcome == CallOutcome.NotExecuted && history.Handlings.Count + history.DeadLetters.Count > 0)
            {
                yield return new Violation("E5", history.Id, $"{end.Status} NotExecuted, and it was handled {history.Handlings.Count} times");
            }

            if (HasFailed(history.Event, end) && !faults.Any(fault => fault.Start < history.EndedAt() && history.Event.At < fault.Healed + RecoveredWithin))
            {
                yield return new Violation("E6", history.Id, $"{end.Status} after {end.ElapsedMilliseconds:0} ms although no fault was near: {end.Error}");
            }
        }
    }

    /// <summary>Takes the ends into account for the fault that they follow.</summary>
    public static void Note(EventHistory history, IReadOnlyList<Injection> faults)
    {
        string publisher = history.Event.Publisher[..history.Event.Publisher.IndexOf('.')];
        foreach (CallCompletion end in history.Ends)
        {
            double ended = history.Event.At + end.ElapsedMilliseconds;
            faults.LastOrDefault(fault => fault.Start < ended)?.Add(publisher, history.Event.At, ended, !HasFailed(history.Event, end));
        }
    }

    // One that its publisher cancels, or gives hardly any time, may fail.
    private static bool HasFailed(PublishedEvent published, CallCompletion end) =>
        end.Status != RpcStatusCode.OK
        && !(end.Status == RpcStatusCode.Cancelled && published.CancelAfter is not null)
        && !(end.Status == RpcStatusCode.DeadlineExceeded && published.TimeoutMilliseconds < LongEnough);
}
