using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>A broker that accepts OAuth2 tokens.</summary>
public sealed class TokenFixture : IAsyncLifetime
{
    public TokenIssuer Issuer { get; } = new();

    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartWithTokensAsync(Issuer);

    public async ValueTask DisposeAsync()
    {
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
    }
}
