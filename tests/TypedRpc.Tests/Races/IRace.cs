namespace TypedRpc.Tests.Races;

[RabbitService("race")]
public interface IRace
{
    ValueTask<long> OnceAsync(long number, CancellationToken cancellationToken = default);

    [Idempotent]
    ValueTask<long> AgainAsync(long number, CancellationToken cancellationToken = default);
}
