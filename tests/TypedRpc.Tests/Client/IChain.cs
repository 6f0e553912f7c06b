namespace TypedRpc.Tests.Client;

/// <summary>A service whose handler calls the same service on another connection.</summary>
[RabbitService("chain")]
public interface IChain
{
    /// <summary>Goes so many hops further and waits at the last one. Returns what was left to each, the first hop first.</summary>
    ValueTask<double[]> DownAsync(int hops, bool wait, CancellationToken cancellationToken = default);
}
