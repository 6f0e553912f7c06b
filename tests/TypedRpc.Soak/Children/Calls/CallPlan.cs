using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Calls;

/// <summary>What one call will be like.</summary>
internal sealed record CallPlan(string Method, CallKind Kind, int Size, int TimeoutMilliseconds, bool WaitForReady, int? CancelAfter, int HandlerMilliseconds)
{
    private const int ShortestTimeout = 50;
    private const int LongestTimeout = 5000;
    private const int SmallestPayload = 16;
    private const int LargestPayload = 64 * 1024;

    public static CallPlan Draw(Random random)
    {
        (string method, CallKind kind) = random.Next(100) switch
        {
            < 30 => (nameof(ILedgered.EchoAsync), CallKind.Plain),
            < 60 => (nameof(ILedgered.EchoIdempotentAsync), CallKind.Idempotent),
            < 72 => (nameof(ILedgered.SlowAsync), CallKind.Plain),
            < 84 => (nameof(ILedgered.SlowIdempotentAsync), CallKind.Idempotent),
            < 85 => (nameof(ILedgered.FailAsync), CallKind.Plain),
            _ => (nameof(ILedgered.NoteAsync), CallKind.OneWay),
        };
        return new CallPlan(
            method,
            kind,
            Between(random, SmallestPayload, LargestPayload),
            Between(random, ShortestTimeout, LongestTimeout),
            random.Next(2) == 0,
            random.Next(20) == 0 ? random.Next(1, 100) : null,
            random.Next(1, 201));
    }

    public ValueTask<string> CallAsync(ILedgered client, string id, byte[] payload, CancellationToken token) => Method switch
    {
        nameof(ILedgered.EchoAsync) => client.EchoAsync(id, payload, token),
        nameof(ILedgered.EchoIdempotentAsync) => client.EchoIdempotentAsync(id, payload, token),
        nameof(ILedgered.SlowAsync) => client.SlowAsync(id, payload, HandlerMilliseconds, token),
        nameof(ILedgered.SlowIdempotentAsync) => client.SlowIdempotentAsync(id, payload, HandlerMilliseconds, token),
        nameof(ILedgered.FailAsync) => client.FailAsync(id, payload, token),
        _ => NoteAsync(client, id, payload, token),
    };

    private static async ValueTask<string> NoteAsync(ILedgered client, string id, byte[] payload, CancellationToken token)
    {
        await client.NoteAsync(id, payload, token);
        return string.Empty;
    }

    // As many between 50 and 500 as between 500 and 5,000.
    private static int Between(Random random, int least, int most) => (int)(least * Math.Pow((double)most / least, random.NextDouble()));
}
