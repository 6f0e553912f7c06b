using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryStrangerTests : StrangerTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
