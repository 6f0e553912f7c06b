using TypedRpc.IntegrationTests;
using TypedRpc.TestSupport.Brokers;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace TypedRpc.IntegrationTests;

/// <summary>The broker that all tests share, possibly somebody else's: no test may stop it or close connections that are not its own.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartAsync();

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
