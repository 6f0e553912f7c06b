using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Events;
using TypedRpc.IntegrationTests.Behaviour;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Over TLS publishes and deliveries take the way through the client library.</summary>
[Collection(MutualTlsCollection.Name)]
public sealed class TlsEventFailureTests(MutualTlsFixture fixture) : EventFailureTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => RabbitMqTestBroker.StartAsync(fixture.Broker.Uri, fixture.Tls.Uri, fixture.Apply);
}
