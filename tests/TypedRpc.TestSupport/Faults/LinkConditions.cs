namespace TypedRpc.TestSupport.Faults;

/// <summary>How a link carries bytes one way.</summary>
/// <param name="Delay">How long each byte is under way.</param>
/// <param name="Jitter">How much the delay varies to either side.</param>
/// <param name="BytesPerSecond">What goes through in a second; null for no bound.</param>
/// <param name="SliceBytes">The most that goes in one piece; null for no bound.</param>
internal sealed record LinkConditions(TimeSpan Delay = default, TimeSpan Jitter = default, int? BytesPerSecond = null, int? SliceBytes = null)
{
    public static LinkConditions Good { get; } = new();

    /// <summary>What one piece may hold: with a bound on bandwidth no more than goes through in 20 ms.</summary>
    public int Piece => Math.Max(1, Math.Min(SliceBytes ?? int.MaxValue, BytesPerSecond / 50 ?? int.MaxValue));
}
