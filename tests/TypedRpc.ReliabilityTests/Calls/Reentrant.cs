namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A service that is its own client.</summary>
internal sealed class Reentrant(IReentrant self) : IReentrant
{
#pragma warning disable TRPC4010 // What becomes of that is what is tested.
    /// <inheritdoc/>
    public async ValueTask<int> DescendAsync(int depth, CancellationToken cancellationToken) =>
        depth == 0 ? 0 : 1 + await self.DescendAsync(depth - 1, cancellationToken);
#pragma warning restore TRPC4010
}
