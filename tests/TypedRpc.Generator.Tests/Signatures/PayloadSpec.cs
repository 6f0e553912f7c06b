namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>A type and values of it as source text.</summary>
internal sealed record PayloadSpec(string Type, params string[] Values);
