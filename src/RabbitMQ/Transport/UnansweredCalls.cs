namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What a session does when calls get no answer at all, at most once in an interval: it makes sure of its topology, and requests leave on a new channel.</summary>
/// <param name="keeper">Makes sure of the topology.</param>
/// <param name="renewRequests">Opens the new channel.</param>
/// <param name="interval">Least time between the end of one look and the next.</param>
internal sealed class UnansweredCalls(TopologyKeeper keeper, Func<Task> renewRequests, TimeSpan interval)
{
    private const long Looking = long.MaxValue;

    private long _looked = TimeProvider.System.GetTimestamp();

    /// <summary>A call ended without an answer, and no other to its service got one meanwhile.</summary>
    public void OnUnanswered()
    {
        var last = Volatile.Read(ref _looked);
        if (last != Looking && TimeProvider.System.GetElapsedTime(last) >= interval && Interlocked.CompareExchange(ref _looked, Looking, last) == last)
        {
            // If it fails, the session has ended, or goes on as before, and the next call without an answer tries again.
            Bounded.Abandon(LookAsync());
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await SideBySide.RunAsync(renewRequests(), keeper.LookAsync()).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _looked, TimeProvider.System.GetTimestamp());
        }
    }
}
