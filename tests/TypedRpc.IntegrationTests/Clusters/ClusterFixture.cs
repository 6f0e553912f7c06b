using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Three nodes of the test class's own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public RabbitMqCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await RabbitMqCluster.StartAsync(3);

    public ValueTask DisposeAsync() => Cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
