namespace TypedRpc.Generator.Model;

/// <summary>A declared fault of a method.</summary>
/// <param name="Name">Wire name.</param>
/// <param name="Detail">The detail.</param>
internal sealed record FaultModel(string Name, PayloadModel Detail);
