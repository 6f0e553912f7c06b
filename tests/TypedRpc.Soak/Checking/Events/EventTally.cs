using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>Counts of a run with events.</summary>
internal sealed class EventTally
{
    private const double CountedOvershoot = 50;

    private readonly SortedDictionary<string, long> _ends = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _handlings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _deadLetters = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, RepeatCause Cause), long> _repeats = [];

    public long Events { get; private set; }

    public long Confirmed { get; private set; }

    /// <summary>Events whose publish ended without a confirm, or not at all, and that were handled.</summary>
    public long HandledUnconfirmed { get; private set; }

    /// <summary>Those of them that the ordered group handled behind later ones.</summary>
    public long LateUnconfirmed { get; set; }

    /// <summary>Repeated handlings of events whose records had been checked.</summary>
    public long LateRepeats { get; set; }

    /// <summary>Publishes that had not ended when their process was killed.</summary>
    public long Excused { get; private set; }

    /// <summary>Publishes that ended more than 50 ms after their deadline.</summary>
    public long Overshoots { get; private set; }

    public double WorstOvershoot { get; private set; }

    /// <summary>Publishes by how they ended.</summary>
    public IReadOnlyDictionary<string, long> Ends => _ends;

    public IReadOnlyDictionary<string, long> Kinds => _kinds;

    /// <summary>Handlings by group.</summary>
    public IReadOnlyDictionary<string, long> Handlings => _handlings;

    /// <summary>Dead letters by group.</summary>
    public IReadOnlyDictionary<string, long> DeadLetters => _deadLetters;

    public long Repeats(string group, RepeatCause cause) => _repeats.GetValueOrDefault((group, cause));

    public void Repeated(string group, RepeatCause cause) => _repeats[(group, cause)] = Repeats(group, cause) + 1;

    public void Add(EventHistory history)
    {
        Events++;
        Confirmed += history.IsConfirmed ? 1 : 0;
        HandledUnconfirmed += !history.IsConfirmed && history.Handlings.Count > 0 ? 1 : 0;
        Excused += history.Ends.Count == 0 ? 1 : 0;
        Count(_kinds, history.Event.Kind.ToString());
        foreach (Handling handling in history.Handlings)
        {
            Count(_handlings, handling.Group);
        }

        foreach (DeadLetter dead in history.DeadLetters)
        {
            Count(_deadLetters, dead.Group);
        }

        foreach (CallCompletion end in history.Ends)
        {
            Count(_ends, end.Outcome is { } outcome ? $"{end.Status} · {outcome}" : $"{end.Status}");
            double late = end.ElapsedMilliseconds - history.Event.TimeoutMilliseconds;
            WorstOvershoot = Math.Max(WorstOvershoot, late);
            Overshoots += late > CountedOvershoot ? 1 : 0;
        }
    }

    private static void Count(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
