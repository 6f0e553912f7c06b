namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>What callers do while nodes die: each call has a number of its own and answers it.</summary>
public interface ITill
{
    Task<int> ChargeAsync(int number, CancellationToken cancellationToken = default);

    [Idempotent]
    Task<int> PriceAsync(int number, CancellationToken cancellationToken = default);
}
