namespace TypedRpc.Soak.Checking.Events;

/// <summary>The sessions that the processes have lost, and what that explains.</summary>
internal sealed class SessionLosses(IEnumerable<SessionLoss> losses)
{
    // It is noticed, and written down, a little after it has happened.
    private const double Slack = 1000;

    private readonly ILookup<string, double> _byChild = losses.ToLookup(static loss => loss.Child, static loss => loss.At);

    /// <summary>How many a process lost between two moments.</summary>
    public int Count(string child, double from, double to) => _byChild[child].Count(at => at >= from && at <= to + Slack);
}
