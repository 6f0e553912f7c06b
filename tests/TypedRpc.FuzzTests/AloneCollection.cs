namespace TypedRpc.FuzzTests;

/// <summary>What is rented is counted in the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
