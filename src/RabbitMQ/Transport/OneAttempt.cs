namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Steps that are taken once for all who ask: those who come meanwhile wait for the same attempt, and a failed one may be made again.</summary>
internal sealed class OneAttempt<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Task> _attempts = [];

    /// <summary>The attempt that is under way or has succeeded, or a new one.</summary>
    public Task At(TKey key, Func<TKey, Task> step)
    {
        lock (_attempts)
        {
            if (!_attempts.TryGetValue(key, out var attempt) || attempt.IsFaulted || attempt.IsCanceled)
            {
                _attempts[key] = attempt = step(key);

                // Whoever waits for it may have given up, or failed at something else, when it fails.
                Bounded.Abandon(attempt);
            }

            return attempt;
        }
    }
}
