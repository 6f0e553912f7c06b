using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedRpc.Binding;

/// <summary>The contracts of this process; generated module initializers announce them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcContractRegistry
{
    private static readonly ContractTable<RpcContract> Contracts = new();

    /// <summary>Announces a contract.</summary>
    /// <param name="contract">The contract.</param>
    public static void Register(RpcContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        Contracts.Add(contract.ContractType, contract);
    }

    /// <summary>The binding of a contract.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <exception cref="RpcContractException">No code was generated for it.</exception>
    internal static RpcContract<TContract> Get<TContract>()
        where TContract : class =>
        (RpcContract<TContract>?)Contracts.Find(typeof(TContract)) ?? throw new RpcContractException(
            $"'{typeof(TContract)}' is not a TypedRpc contract. Mark the interface [RabbitService(\"exchange\")] and reference the TypedRpc package, with its generator, in the project that declares it.");

    /// <summary>The contracts that a class implements.</summary>
    /// <param name="implementation">The class.</param>
    /// <exception cref="RpcContractException">It implements none.</exception>
    internal static IReadOnlyList<RpcContract> ImplementedBy([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type implementation)
    {
        var contracts = Contracts.ImplementedBy(implementation).OrderBy(static contract => contract.Service.Queue, StringComparer.Ordinal).ToArray();
        return contracts.Length > 0 ? contracts : throw new RpcContractException(
            $"'{implementation}' implements no TypedRpc contract. Mark the interface that it implements [RabbitService(\"exchange\")].");
    }
}
