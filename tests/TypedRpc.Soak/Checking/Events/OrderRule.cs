using TypedRpc.Soak.Children.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking.Events;

/// <summary>
/// E4: the ordered group handles the events of a publisher one after another in the order of their numbers, apart from repeats: the first handling of an event begins after
/// the one before was first done with. One that was not confirmed may come late if its publisher lost a link meanwhile: it is not published again, but may still be in the old link.
/// </summary>
internal sealed class OrderRule
{
    private readonly Dictionary<string, (long Ticks, string Event)> _doneWith = [];
    private readonly Dictionary<string, List<long>> _mayBeLate = [];

    /// <summary>Checks the next event of its publisher.</summary>
    public Violation? Check(EventHistory history, SessionLosses losses, EventTally tally)
    {
        Handling[] handlings = [.. history.In(EventGroups.Ordered)];
        if (handlings.Length == 0)
        {
            return null;
        }

        string publisher = history.Event.Publisher;
        long began = handlings[0].Ticks;
        (long doneWith, string before) = _doneWith.GetValueOrDefault(publisher);
        if (!_mayBeLate.TryGetValue(publisher, out List<long>? mayBeLate))
        {
            mayBeLate = _mayBeLate[publisher] = [];
        }

        if (!history.IsConfirmed && losses.Count(publisher, history.Event.At, handlings[0].At) > 0)
        {
            mayBeLate.Add(began);
        }
        else
        {
            tally.LateUnconfirmed += mayBeLate.Count(late => late > began);
            mayBeLate.Clear();
            _doneWith[publisher] = ((handlings.FirstOrDefault(handling => handling.Attempt >= history.Attempts) ?? handlings[0]).Ticks, history.Id);
        }

        return began < doneWith ? new Violation("E4", history.Id, $"its first handling began before {before} was first done with") : null;
    }
}
