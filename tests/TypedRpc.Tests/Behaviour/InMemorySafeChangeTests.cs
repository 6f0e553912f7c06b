using TypedRpc.Behaviour;
using TypedRpc.Behaviour.Evolution;

namespace TypedRpc.Tests.Behaviour;

public sealed class InMemorySafeChangeTests : SafeChangeTests
{
    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
