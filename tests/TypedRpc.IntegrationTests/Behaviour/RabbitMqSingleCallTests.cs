using TypedRpc.Behaviour;

namespace TypedRpc.IntegrationTests.Behaviour;

/// <summary>With one call a message.</summary>
[Collection("behaviour")]
public sealed class RabbitMqSingleCallTests(BrokerFixture fixture) : CallTests
{
    protected override bool Coalesce => false;

    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
