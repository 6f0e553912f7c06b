namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>
/// Compares what there is after a scenario with what there was before. I5: no call pending, the broker holds what it held. I8: no exception unobserved.
/// I9: no secret in what was logged or answered. I10: the process holds what it held.
/// </summary>
public sealed class RestChecker(RestBounds? bounds = null)
{
    private readonly RestBounds _bounds = bounds ?? new RestBounds();

    /// <summary>Finds what was left behind; nothing if all is well.</summary>
    public IReadOnlyList<Violation> Check(RestState before, RestState after)
    {
        var found = new List<Violation>();
        Exactly(found, "pending calls", 0, after.PendingCalls);
        Exactly(found, "calls that servers hold", 0, after.ActiveCalls);
        if (before.Broker != after.Broker)
        {
            found.Add(new Violation("I5", "broker", $"was {before.Broker}, is {after.Broker}"));
        }

        AtMost(found, "threads", before.Process.Threads, after.Process.Threads, _bounds.Threads);
        AtMost(found, "handles", before.Process.Handles, after.Process.Handles, _bounds.Handles);
        AtMost(found, "sockets", before.Process.Sockets, after.Process.Sockets, _bounds.Sockets);
        AtMost(found, "timers", before.Process.Timers, after.Process.Timers, _bounds.Timers);
        return found;
    }

    /// <summary>Finds exceptions that nobody observed.</summary>
    public static IReadOnlyList<Violation> CheckUnobserved(IEnumerable<Exception> unobserved) =>
        [.. unobserved.Select(static exception => new Violation("I8", exception.GetType().Name, exception.ToString()))];

    /// <summary>Finds secrets in texts.</summary>
    /// <param name="texts">What was logged, answered or shown.</param>
    /// <param name="secrets">What may not appear there.</param>
    public static IReadOnlyList<Violation> CheckSecrets(IEnumerable<string> texts, params IReadOnlyCollection<string> secrets) =>
        [.. texts.SelectMany(text => secrets.Where(text.Contains).Select(_ => new Violation("I9", "secret", text)))];

    private static void Exactly(List<Violation> found, string what, int expected, int actual)
    {
        if (actual != expected)
        {
            found.Add(new Violation("I5", what, $"{actual}, not {expected}"));
        }
    }

    private static void AtMost(List<Violation> found, string what, long before, long after, long bound)
    {
        if (after > before + bound)
        {
            found.Add(new Violation("I10", what, $"{before} before, {after} after, at most {bound} more allowed"));
        }
    }
}
