namespace TypedRpc.LoadTest.Contenders;

/// <summary>What the slow handler of every contender does.</summary>
internal static class Handler
{
    public static TimeSpan Time { get; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How many of it run at once, where a contender has a limit: as many as there are ever callers, so that none waits for a place while others have no limit.</summary>
    public const int MostAtOnce = 4096;

    /// <summary>Takes its time without holding a thread.</summary>
    public static Task WorkAsync() => Task.Delay(Time);
}
