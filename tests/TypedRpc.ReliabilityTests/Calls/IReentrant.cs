namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Calls itself.</summary>
[RabbitService("reentrant")]
public interface IReentrant
{
    /// <summary>Calls itself so many times, each call within the one before.</summary>
    ValueTask<int> DescendAsync(int depth, CancellationToken cancellationToken = default);
}
