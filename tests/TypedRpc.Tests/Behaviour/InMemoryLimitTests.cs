using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemoryLimitTests : LimitTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
