namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>A type that a payload names: whoever makes one of it has trusted a stranger.</summary>
public sealed class Loaded
{
    private static int _times;

    /// <summary>Counts.</summary>
    public Loaded() => Interlocked.Increment(ref _times);

    /// <summary>How many have been made.</summary>
    public static int Times => Volatile.Read(ref _times);
}
