namespace TypedRpc.Diagnostics;

/// <summary>Lets at most ten lines a second through, so that a peer cannot fill the log.</summary>
internal sealed class LogRateLimit(TimeProvider timeProvider)
{
    private const int LinesPerSecond = 10;

    private readonly Lock _lock = new();
    private long _windowStart = timeProvider.GetTimestamp();
    private int _lines;

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (timeProvider.GetElapsedTime(_windowStart) >= TimeSpan.FromSeconds(1))
            {
                _windowStart = timeProvider.GetTimestamp();
                _lines = 0;
            }

            return _lines++ < LinesPerSecond;
        }
    }
}
