namespace TypedRpc.TestSupport.Faults;

/// <summary>How a link carries bytes one way.</summary>
/// <param name="Delay">How long each byte is under way.</param>
/// <param name="Jitter">How much the delay varies to either side.</param>
/// <param name="BytesPerSecond">What goes through in a second; null for no bound.</param>
/// <param name="SliceBytes">The most that goes in one piece; null for no bound.</param>
/// <param name="Loss">Share of the packets that are lost, and sent again by TCP.</param>
internal sealed record LinkConditions(TimeSpan Delay = default, TimeSpan Jitter = default, int? BytesPerSecond = null, int? SliceBytes = null, double Loss = 0)
{
    /// <summary>How often TCP sends a packet again before the model lets it through.</summary>
    private const int MostRepetitions = 4;

    // What TCP does on a near link: the first loss shows in the packets behind it, a packet that is lost again waits for the timer, which doubles.
    private static readonly TimeSpan FirstRepetition = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan RepetitionTimeout = TimeSpan.FromMilliseconds(200);

    public static LinkConditions Good { get; } = new();

    /// <summary>What one piece may hold: with a bound on bandwidth no more than goes through in 20 ms.</summary>
    public int Piece => Math.Max(1, Math.Min(SliceBytes ?? int.MaxValue, BytesPerSecond / 50 ?? int.MaxValue));

    /// <summary>How long the next packet is under way.</summary>
    public TimeSpan NextDelay()
    {
        TimeSpan delay = Delay + (Jitter * ((Random.Shared.NextDouble() * 2) - 1));
        TimeSpan wait = FirstRepetition;
        for (int repetition = 0; repetition < MostRepetitions && Random.Shared.NextDouble() < Loss; repetition++)
        {
            delay += wait;
            wait = repetition == 0 ? RepetitionTimeout : wait * 2;
        }

        return delay;
    }
}
