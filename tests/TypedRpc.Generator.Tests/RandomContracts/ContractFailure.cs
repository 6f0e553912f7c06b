using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>What the generator must never do, and the contract that made it.</summary>
internal sealed record ContractFailure(ContractSpec Contract, string Problem);
