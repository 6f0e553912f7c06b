namespace TypedRpc.IntegrationTests.Security;

/// <summary>The service that is attacked. A dot in the exchange, so that a permission that forgets to escape it shows.</summary>
[RabbitService("vault.v1")]
public interface IVault
{
    Task<string> OpenAsync(string text, CancellationToken cancellationToken = default);

    Task<string> CallerAsync();

    Task<string> FailAsync();

    [OneWay]
    ValueTask NoteAsync(string text);
}
