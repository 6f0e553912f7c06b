namespace TypedRpc.Generator.Model;

/// <summary>Outcome of parsing one contract: a model, nothing when the contract is invalid, or an internal failure.</summary>
/// <param name="Name">Qualified name of the interface.</param>
/// <param name="Failure">The exception's text.</param>
internal sealed record ContractResult(string Name, ContractModel? Model, string? Failure);
