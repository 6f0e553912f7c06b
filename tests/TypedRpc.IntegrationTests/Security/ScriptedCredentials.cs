using RabbitMQ.Client;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Gives the credentials that a test wants.</summary>
/// <param name="next">Makes those for the request with a number, from 1; may throw.</param>
internal sealed class ScriptedCredentials(Func<int, Credentials> next) : ICredentialsProvider
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public string Name => "scripted";

    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default) => Task.FromResult(next(Interlocked.Increment(ref _asked)));
}
