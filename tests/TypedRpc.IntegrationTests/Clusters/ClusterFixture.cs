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
        foreach (var node in Cluster.Nodes)
        {
            // 4.3 gives what a consumer holds to others 60 s after the consumer's node has gone: docs/clusters.md. Earlier ones do it at once.
            await node.RunCtlAsync("eval", "application:set_env(rabbit, consumer_disconnected_timeout, 1000).");
        }
    }

    public ValueTask DisposeAsync() => Cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
