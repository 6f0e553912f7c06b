using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Reporting;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>Judges events: E1 to E6.</summary>
internal sealed class EventChecker(
    SoakFolder folder, SoakClock clock, Func<IReadOnlySet<string>> killed, Func<IReadOnlyList<Injection>> injections, Evidence evidence)
    : WindowChecker(folder, clock, evidence, TimeSpan.FromSeconds(PatienceSeconds))
{
    // A durable queue keeps what it has for ever; here what is not handled by then counts as not handled.
    private const int PatienceSeconds = 120;

    private readonly SoakFolder _folder = folder;
    private readonly OrderRule _order = new();

    public EventTally Tally { get; } = new();

    public override long Checked => Tally.Events;

    public override string Headline(double seconds) => FormattableString.Invariant(
        $"{Tally.Events:N0} publishes ({Tally.Events / Math.Max(1, seconds):0}/s), {Tally.Confirmed:N0} of them confirmed, {Tally.Handlings.Values.Sum():N0} handlings");

    public override string Outcomes() => EventOutcomes.Of(Tally);

    protected override void CheckWindow(string path)
    {
        PublishedEvent[] events = [.. LineFile<PublishedEvent>.ReadAll(path).OrderBy(static published => published.Number)];
        ILookup<string, CallCompletion> ends = LineFile<CallCompletion>.ReadAll(path).ToLookup(static end => end.CallId);
        ILookup<string, Handling> handlings = LineFile<Handling>.ReadAll(path).OrderBy(static handling => handling.Ticks).ToLookup(static handling => handling.EventId);
        ILookup<string, DeadLetter> deadLetters = LineFile<DeadLetter>.ReadAll(path).ToLookup(static dead => dead.EventId);
        var losses = new SessionLosses(LineFile<SessionLoss>.ReadAll(_folder.Sessions));
        IReadOnlySet<string> dead = killed();
        IReadOnlyList<Injection> faults = injections();
        foreach (PublishedEvent published in events)
        {
            var history = new EventHistory(
                published, [.. ends[published.EventId]], [.. handlings[published.EventId]], [.. deadLetters[published.EventId]], dead.Contains(published.Publisher));
            Tally.Add(history);
            PublishRules.Note(history, faults);
            foreach (Violation violation in Judge(history, losses, faults))
            {
                Evidence.Add(violation, new { History = history, Faults = Around(faults, published) }, path);
            }
        }

        HashSet<string> known = [.. events.Select(static published => published.EventId)];
        foreach (string id in handlings.Select(static group => group.Key).Concat(deadLetters.Select(static group => group.Key)).Where(id => !known.Contains(id)).Distinct())
        {
            Evidence.Add(new Violation("E2", id, "handled, but nobody published it"), new { Handlings = handlings[id], DeadLetters = deadLetters[id] }, path);
        }
    }

    protected override IEnumerable<Violation> CheckLate(string path)
    {
        foreach (Handling handling in LineFile<Handling>.ReadAll(path))
        {
            if (handling.Redelivered)
            {
                Tally.LateRepeats++;
            }
            else
            {
                yield return new Violation("E1", handling.EventId, $"handled in {handling.Group} more than {PatienceSeconds} s after its publish, in {handling.Child}");
            }
        }

        foreach (CallCompletion end in LineFile<CallCompletion>.ReadAll(path))
        {
            yield return new Violation("E5", end.CallId, $"its publish ended more than {PatienceSeconds} s after it began, with {end.Status}");
        }
    }

    private IEnumerable<Violation> Judge(EventHistory history, SessionLosses losses, IReadOnlyList<Injection> faults) =>
    [
        .. DeliveryRules.Check(history),
        .. RepeatRules.Check(history, losses, Tally),
        .. PublishRules.Check(history, faults),
        .. _order.Check(history, losses, Tally) is { } violation ? [violation] : Array.Empty<Violation>(),
    ];

    private static IEnumerable<string> Around(IReadOnlyList<Injection> faults, PublishedEvent published) => faults
        .Where(fault => fault.Start < published.At + (PatienceSeconds * 1000) && published.At < fault.Next + (PatienceSeconds * 1000))
        .Select(static fault => fault.ToString());
}
