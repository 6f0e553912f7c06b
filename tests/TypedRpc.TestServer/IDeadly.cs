namespace TypedRpc.TestServer;

/// <summary>Kills who serves it.</summary>
[RabbitService("deadly")]
public interface IDeadly
{
    Task DieAsync(string call, CancellationToken cancellationToken = default);

    [Idempotent]
    Task DieAgainAsync(string call, CancellationToken cancellationToken = default);

    Task<int> EchoAsync(int number);
}
