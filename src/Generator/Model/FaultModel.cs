namespace TypedRpc.Generator.Model;

/// <summary>A declared fault of a method.</summary>
/// <param name="Name">Wire name.</param>
/// <param name="Type">The detail as source text.</param>
internal sealed record FaultModel(string Name, string Type);
