using TypedRpc.Soak.Children.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>All that became of one event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Ends">How its publish ended, once for each time that it did.</param>
/// <param name="Handlings">Its handlings, the first one first.</param>
/// <param name="DeadLetters">Its dead letters.</param>
/// <param name="PublisherWasKilled">Whether its publisher was killed before that end.</param>
internal sealed record EventHistory(
    PublishedEvent Event, IReadOnlyList<CallCompletion> Ends, IReadOnlyList<Handling> Handlings, IReadOnlyList<DeadLetter> DeadLetters, bool PublisherWasKilled)
{
    public string Id => Event.EventId;

    public bool IsConfirmed => Ends.Any(static end => end.Status == RpcStatusCode.OK);

    /// <summary>Whether the groups give it up on purpose.</summary>
    public bool BecomesDeadLetter => Event.Kind is EventKind.Poison or EventKind.Rejected;

    /// <summary>How many attempts there are before it is done with, unless something else goes wrong.</summary>
    public int Attempts => Event.Kind switch
    {
        EventKind.Failing => Event.Failures + 1,
        EventKind.Poison => EventGroups.MaxAttempts,
        _ => 1,
    };

    /// <summary>When its publish ended; never, if it did not.</summary>
    public double EndedAt() => Ends.Count == 0 ? double.PositiveInfinity : Event.At + Ends[0].ElapsedMilliseconds;

    public IEnumerable<Handling> In(string group) => Handlings.Where(handling => handling.Group == group);
}
