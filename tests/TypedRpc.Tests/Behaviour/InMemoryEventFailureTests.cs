using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Events;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryEventFailureTests : EventFailureTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
