using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryCallTests : CallTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
