using TypedRpc.Behaviour;

namespace TypedRpc.Tests.Behaviour;

/// <summary>With one call a message.</summary>
public sealed class InMemorySingleErrorTests : ErrorTests
{
    protected override bool Coalesce => false;

    protected override Task<ITestBroker> StartBrokerAsync() => Task.FromResult<ITestBroker>(new InMemoryTestBroker());
}
