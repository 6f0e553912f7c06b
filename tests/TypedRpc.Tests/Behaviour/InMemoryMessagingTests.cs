using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Events;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryMessagingTests : MessagingTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
