using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TypedRpc.Binding;

/// <summary>The contracts of one kind that generated module initializers have announced.</summary>
internal sealed class ContractTable<TContract>
    where TContract : class
{
    private readonly ConcurrentDictionary<Type, TContract> _contracts = new();

    public void Add(Type contractType, TContract contract) => _contracts[contractType] = contract;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A module initializer is kept whenever a type of its module is.")]
    public TContract? Find(Type contractType)
    {
        if (!_contracts.TryGetValue(contractType, out var found))
        {
            // The language promises a module's initializer only before its first member is accessed, and a type used as a generic argument is no access.
            RuntimeHelpers.RunModuleConstructor(contractType.Module.ModuleHandle);
            _contracts.TryGetValue(contractType, out found);
        }

        return found;
    }

    /// <summary>The contracts that a class implements.</summary>
    public IEnumerable<TContract> ImplementedBy([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type implementation) =>
        implementation.GetInterfaces().Select(Find).OfType<TContract>();
}
