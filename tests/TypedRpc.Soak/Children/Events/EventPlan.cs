using TypedRpc.Soak.Checking.Events;

namespace TypedRpc.Soak.Children.Events;

/// <summary>What one event will be like.</summary>
/// <param name="Kind">What its handlers do.</param>
/// <param name="Failures">How often they fail before they succeed.</param>
/// <param name="Size">Bytes of payload.</param>
/// <param name="Timeout">Its deadline, as a place in <see cref="Timeouts"/>.</param>
/// <param name="CancelAfter">When its publisher cancels, in milliseconds; null for never.</param>
/// <param name="HandlerMilliseconds">How long a slow handler takes.</param>
internal sealed record EventPlan(EventKind Kind, int Failures, int Size, int Timeout, int? CancelAfter, int HandlerMilliseconds)
{
    private const int SmallestPayload = 16;
    private const int LargestPayload = 4096;

    /// <summary>The deadlines, in milliseconds. Most events have to outlast a fault, and be published again.</summary>
    public static IReadOnlyList<int> Timeouts { get; } = [20_000, 5000, 1000, 100];

    public static EventPlan Draw(Random random)
    {
        EventKind kind = random.Next(10_000) switch
        {
            < 9000 => EventKind.Plain,
            < 9955 => EventKind.Slow,
            < 9995 => EventKind.Failing,
            < 9998 => EventKind.Poison,
            _ => EventKind.Rejected,
        };
        return new EventPlan(
            kind,
            random.Next(1, EventGroups.MaxAttempts),

            // As many between 16 and 64 as between 1,024 and 4,096.
            (int)(SmallestPayload * Math.Pow((double)LargestPayload / SmallestPayload, random.NextDouble())),
            random.Next(100) switch { < 80 => 0, < 92 => 1, < 98 => 2, _ => 3 },
            random.Next(100) == 0 ? random.Next(1, 50) : null,
            random.Next(1, 51));
    }

    public ValueTask PublishAsync(ILedgeredEvents events, string publisher, string id, byte[] payload, CancellationToken token) => Kind switch
    {
        EventKind.Plain => events.PlainAsync(id, payload, token),
        EventKind.Slow => events.SlowAsync(publisher, id, payload, HandlerMilliseconds, token),
        EventKind.Failing => events.FailingAsync(id, payload, Failures, token),
        EventKind.Poison => events.FailingAsync(id, payload, int.MaxValue, token),
        _ => events.RejectedAsync(id, payload, token),
    };
}
