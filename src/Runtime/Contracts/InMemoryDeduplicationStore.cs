namespace TypedRpc;

/// <summary>Remembers ids in this process: against messages that come twice to one instance, not to two.</summary>
/// <param name="capacity">How many ids it remembers at most; the oldest go first.</param>
/// <param name="timeProvider">The clock, or null for the system's.</param>
public sealed class InMemoryDeduplicationStore(int capacity = 100_000, TimeProvider? timeProvider = null) : IDeduplicationStore
{
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly int _capacity = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "At least one id.");
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Queue, string MessageId), long> _expires = [];
    private readonly Queue<((string Queue, string MessageId) Key, long Expires)> _oldest = new();

    /// <inheritdoc/>
    public ValueTask<bool> ContainsAsync(string queue, string messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new ValueTask<bool>(_expires.TryGetValue((queue, messageId), out var expires) && _timeProvider.GetTimestamp() < expires);
        }
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(string queue, string messageId, TimeSpan window, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = _timeProvider.GetTimestamp();
            var expires = now + (long)(window.TotalSeconds * _timeProvider.TimestampFrequency);
            _expires[(queue, messageId)] = expires;
            _oldest.Enqueue(((queue, messageId), expires));
            while (_oldest.Count > _capacity || (_oldest.TryPeek(out var oldest) && oldest.Expires <= now))
            {
                // An id that was added again has a later entry, which this one must not take away.
                var (key, due) = _oldest.Dequeue();
                if (_expires.TryGetValue(key, out var latest) && latest == due)
                {
                    _expires.Remove(key);
                }
            }
        }

        return ValueTask.CompletedTask;
    }
}
