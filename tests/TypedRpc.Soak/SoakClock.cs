namespace TypedRpc.Soak;

/// <summary>Milliseconds since the run began, the same in all its processes, and the windows that they are counted in.</summary>
internal sealed class SoakClock(long startUnixMilliseconds)
{
    /// <summary>Length of a window. A call belongs to the window in which it was made, wherever its records come from.</summary>
    public const int WindowMilliseconds = 10_000;

    public static SoakClock FromNow() => new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    public long Start { get; } = startUnixMilliseconds;

    public double Now => (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Start)).TotalMilliseconds;

    public int Window => (int)(Now / WindowMilliseconds);

    /// <summary>The window that a call's id names.</summary>
    public static int WindowOf(string callId) => int.Parse(callId.AsSpan(0, callId.IndexOf('-')), System.Globalization.CultureInfo.InvariantCulture);
}
