namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>Three nodes and a load on them leave no time for other tests.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
