namespace TypedRpc.Fuzz;

/// <summary>An input that found something.</summary>
internal sealed record FuzzFinding(string Target, long Index, byte[] Input, string Description);
