using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Three nodes of the test class's own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public RabbitMqCluster Cluster { get; private set; } = null!;

    public Version Version { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await RabbitMqCluster.StartAsync(3);
        Version = Version.Parse((await Cluster.Nodes[0].RunCtlAsync("version")).Trim());
    }

    public ValueTask DisposeAsync() => Cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
