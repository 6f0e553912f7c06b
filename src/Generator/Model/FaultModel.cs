namespace TypedRpc.Generator.Model;

/// <summary>One declared fault.</summary>
internal sealed record FaultModel(string Name, string Type);
