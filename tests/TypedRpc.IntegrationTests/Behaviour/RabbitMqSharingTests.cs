using TypedRpc.Behaviour;

namespace TypedRpc.IntegrationTests.Behaviour;

[Collection("behaviour")]
public sealed class RabbitMqSharingTests(BrokerFixture fixture) : SharingTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
