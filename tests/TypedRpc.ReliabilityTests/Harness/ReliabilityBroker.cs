using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Brokers;

[assembly: AssemblyFixture(typeof(ReliabilityBroker))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>The broker that all rows share, one after the other; ours alone, so that it can be killed, frozen and counted.</summary>
public sealed class ReliabilityBroker : IAsyncLifetime
{
    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqBroker.StartAsync(controllable: true);
        FaultResults.WriteBroker((await Broker.Control.EvaluateAsync("{ok, Version} = application:get_key(rabbit, vsn), Version.")).Trim().Trim('"'));
    }

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
