namespace TypedRpc.Tests.Diagnostics;

/// <summary>The meter is the process's: these tests run while no other calls are made.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
public sealed class TelemetryCollection;
