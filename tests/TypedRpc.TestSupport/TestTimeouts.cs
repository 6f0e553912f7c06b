namespace TypedRpc.TestSupport;

/// <summary>Bounds after which a test gives up. They are generous: a passing test never waits for one.</summary>
public static class TestTimeouts
{
    /// <summary>10 s: something that takes milliseconds on an idle machine.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(10);

    /// <summary>2 s: what a busy machine may add to something that has a time of its own.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(2);

    /// <summary>30 s: one call of a command-line tool.</summary>
    public static TimeSpan Command { get; } = TimeSpan.FromSeconds(30);

    /// <summary>90 s: a broker node gets ready.</summary>
    public static TimeSpan BrokerStart { get; } = TimeSpan.FromSeconds(90);

    /// <summary>4 min: a container image is pulled and its broker gets ready, or a project is restored and built.</summary>
    public static TimeSpan Download { get; } = TimeSpan.FromMinutes(4);
}
