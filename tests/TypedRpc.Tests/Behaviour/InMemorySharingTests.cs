using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemorySharingTests : SharingTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
