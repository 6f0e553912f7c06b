using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Evolution;

namespace TypedRpc.IntegrationTests.Behaviour;

[Collection("behaviour")]
public sealed class RabbitMqSafeChangeTests(BrokerFixture fixture) : SafeChangeTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
