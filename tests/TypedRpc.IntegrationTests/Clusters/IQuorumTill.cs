namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Served from a quorum queue.</summary>
[RabbitService("cluster.quorum")]
public interface IQuorumTill : ITill;
