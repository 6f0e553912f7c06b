using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Events;

namespace TypedRpc.IntegrationTests.Behaviour;

[Collection("behaviour")]
public sealed class RabbitMqEventFailureTests(BrokerFixture fixture) : EventFailureTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
