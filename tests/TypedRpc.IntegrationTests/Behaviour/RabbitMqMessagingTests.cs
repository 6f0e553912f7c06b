using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Events;

namespace TypedRpc.IntegrationTests.Behaviour;

[Collection("behaviour")]
public sealed class RabbitMqMessagingTests(BrokerFixture fixture) : MessagingTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
}
