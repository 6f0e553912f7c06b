using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryErrorTests : ErrorTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
