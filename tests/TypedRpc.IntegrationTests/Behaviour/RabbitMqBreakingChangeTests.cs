using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Evolution;

namespace TypedRpc.IntegrationTests.Behaviour;

[Collection("behaviour")]
public sealed class RabbitMqBreakingChangeTests(BrokerFixture fixture) : BreakingChangeTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
