using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Writes down what it executes. All servers share one, so it knows what ran twice and where.</summary>
internal sealed class Till : IQuorumTill, IClassicTill
{
    // Long enough that a node which dies always takes calls that run with it.
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<int, ConcurrentQueue<string>> _executions = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public int ExecutionsOf(int number) => _executions.GetValueOrDefault(number)?.Count ?? 0;

    /// <summary>When each execution began, and what the broker and the caller said of it: one that comes again without a mark is nothing that a server can know.</summary>
    public string HistoryOf(int number) => string.Join(", ", _executions.GetValueOrDefault(number) ?? []);

    public Task<int> ChargeAsync(int number, CancellationToken cancellationToken) => ExecuteAsync(number);

    public Task<int> PriceAsync(int number, CancellationToken cancellationToken) => ExecuteAsync(number);

    private async Task<int> ExecuteAsync(int number)
    {
        var context = RpcContext.Current;
        _executions.GetOrAdd(number, static _ => new()).Enqueue(
            string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalMilliseconds:0} ms attempt {context.Attempt}{(context.Redelivered ? " redelivered" : "")}"));
        Interlocked.Increment(ref _running);
        await Task.Delay(Work);
        Interlocked.Decrement(ref _running);
        return -number;
    }
}
