using System.Collections.Concurrent;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour.Events;

/// <summary>A subscriber that notes what it gets. A symbol that starts with <c>fail-n</c> fails its first n attempts; one that starts with <c>wait</c> waits.</summary>
public sealed class MarketLog : IMarket
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every attempt, in order: the symbol, the number of the attempt, and the message's id.</summary>
    public ConcurrentQueue<(string Symbol, int Attempt, string? MessageId)> Attempts { get; } = new();

    /// <summary>What was handled with success, in order.</summary>
    public ConcurrentQueue<(string Symbol, int Quantity)> Traded { get; } = new();

    public ConcurrentQueue<(string Region, decimal Price)> Quoted { get; } = new();

    public void Open() => _gate.TrySetResult();

    public async ValueTask TradedAsync(string symbol, int quantity, CancellationToken cancellationToken)
    {
        var context = EventContext.Current;
        Attempts.Enqueue((symbol, context.Attempt, context.MessageId));
        if (symbol.StartsWith("wait", StringComparison.Ordinal))
        {
            await _gate.Task.WaitAsync(cancellationToken);
        }

        if (symbol.StartsWith("fail-", StringComparison.Ordinal) && context.Attempt <= symbol["fail-".Length] - '0')
        {
            throw new InvalidOperationException("as asked for");
        }

        Traded.Enqueue((symbol, quantity));
    }

    public ValueTask QuotedAsync(string region, decimal price, CancellationToken cancellationToken)
    {
        Quoted.Enqueue((region, price));
        return default;
    }

    public Task HasTradedAsync(int count) => Eventually.TrueAsync(() => Traded.Count >= count, TestTimeouts.Step);

    public Task HasQuotedAsync(int count) => Eventually.TrueAsync(() => Quoted.Count >= count, TestTimeouts.Step);
}
