namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A service that is its own client.</summary>
internal sealed class Reentrant(IReentrant self) : IReentrant
{
    /// <inheritdoc/>
    public async ValueTask<int> DescendAsync(int depth, CancellationToken cancellationToken) =>
        depth == 0 ? 0 : 1 + await self.DescendAsync(depth - 1, cancellationToken);
}
