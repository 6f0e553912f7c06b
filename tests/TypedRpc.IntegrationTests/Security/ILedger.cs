namespace TypedRpc.IntegrationTests.Security;

/// <summary>Another service on the same broker, which is to be left alone, or which attacks.</summary>
[RabbitService("ledger")]
public interface ILedger
{
    Task<string> ReadAsync(string text, CancellationToken cancellationToken = default);
}
