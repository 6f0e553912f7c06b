namespace TypedRpc.Server;

/// <summary>Cancellations that overtook their call, which may wait in the request queue still, or be at another server: bounded in number and in age. Not thread-safe.</summary>
internal sealed class EarlyCancellations(TimeProvider timeProvider)
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 10_000;

    /// <summary>How long they are remembered: most are of calls that another server has, and would only fill the memory.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly HashSet<CallKey> _keys = [];
    private readonly Queue<(CallKey Key, long Since)> _order = new();

    public int Count => _order.Count;

    public void Add(CallKey key)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= Most || timeProvider.GetElapsedTime(oldest.Since) >= Longest))
        {
            _keys.Remove(oldest.Key);
            _order.Dequeue();
        }

        if (_keys.Add(key))
        {
            _order.Enqueue((key, timeProvider.GetTimestamp()));
        }
    }

    /// <summary>Whether a call was cancelled before it came; asked once.</summary>
    public bool Take(CallKey key) => _keys.Remove(key);
}
