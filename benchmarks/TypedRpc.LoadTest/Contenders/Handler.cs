namespace TypedRpc.LoadTest.Contenders;

/// <summary>What the slow handler of every contender does.</summary>
internal static class Handler
{
    public static TimeSpan Time { get; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes its time without holding a thread.</summary>
    public static Task WorkAsync() => Task.Delay(Time);
}
