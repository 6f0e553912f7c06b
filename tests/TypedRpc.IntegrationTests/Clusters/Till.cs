using System.Collections.Concurrent;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Writes down what it executes. All servers share one, so it knows what ran twice and where.</summary>
internal sealed class Till : IQuorumTill, IClassicTill
{
    // Long enough that a node which dies always takes calls that run with it.
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<int, int> _executions = new();
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public int ExecutionsOf(int number) => _executions.GetValueOrDefault(number);

    public Task<int> ChargeAsync(int number, CancellationToken cancellationToken) => ExecuteAsync(number);

    public Task<int> PriceAsync(int number, CancellationToken cancellationToken) => ExecuteAsync(number);

    private async Task<int> ExecuteAsync(int number)
    {
        _executions.AddOrUpdate(number, 1, static (_, count) => count + 1);
        Interlocked.Increment(ref _running);
        await Task.Delay(Work);
        Interlocked.Decrement(ref _running);
        return -number;
    }
}
