namespace TypedRpc.IntegrationTests.Security;

/// <summary>A service whose queue has a dead-letter exchange.</summary>
[RabbitService("dead.letters")]
public interface IDeadLetters
{
    Task<string> EchoAsync(string text);
}
