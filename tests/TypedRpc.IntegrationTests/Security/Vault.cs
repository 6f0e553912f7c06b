using System.Collections.Concurrent;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Serves both contracts, and writes down what it executed.</summary>
internal sealed class Vault : IVault, ILedger
{
    public const string Secret = "swordfish-canary";

    public ConcurrentQueue<string> Executed { get; } = new();

    public Task<string> OpenAsync(string text, CancellationToken cancellationToken = default)
    {
        Executed.Enqueue(text);
        return Task.FromResult(text);
    }

    public Task<string> CallerAsync() => Task.FromResult(RpcContext.Current.Caller ?? "(none)");

    public Task<string> FailAsync() => throw new InvalidOperationException(
        $"SELECT * FROM accounts WHERE password = '{Secret}'", new IOException($"/var/lib/vault/{Secret}.key"));

    public ValueTask NoteAsync(string text)
    {
        Executed.Enqueue(text);
        return default;
    }

    public Task<string> ReadAsync(string text, CancellationToken cancellationToken = default) => OpenAsync(text, cancellationToken);
}
