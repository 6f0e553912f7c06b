namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Served from a classic queue.</summary>
[RabbitService("cluster.classic")]
public interface IClassicTill : ITill;
