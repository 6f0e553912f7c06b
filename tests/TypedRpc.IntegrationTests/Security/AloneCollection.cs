namespace TypedRpc.IntegrationTests.Security;

/// <summary>Measures the memory of the process, so nothing else runs meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
