using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests;

/// <summary>A broker of the test class's own, to be stopped and killed: <c>IClassFixture&lt;PrivateBrokerFixture&gt;</c>.</summary>
public sealed class PrivateBrokerFixture : IAsyncLifetime
{
    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartAsync(controllable: true);

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
