using TypedRpc.Behaviour;

namespace TypedRpc.IntegrationTests.Behaviour;

/// <summary>With one call a message.</summary>
[Collection("behaviour")]
public sealed class RabbitMqSingleStrangerTests(BrokerFixture fixture) : StrangerTests
{
    protected override bool Coalesce => false;

    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
