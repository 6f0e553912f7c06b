namespace TypedRpc.IntegrationTests.Hosting;

[RabbitService("deaf")]
public interface IDeaf
{
    /// <summary>Never ends by itself.</summary>
    [RabbitMethod(TimeoutMilliseconds = 300)]
    Task HangAsync(CancellationToken cancellationToken = default);

    Task<string> EchoAsync(string text, CancellationToken cancellationToken = default);
}
