using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>The contracts of one kind that a project uses, whoever declares them; what is known of a type is found out once.</summary>
internal sealed class Contracts
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isContract = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ILookup<ISymbol, IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol _attribute;
    private readonly INamedTypeSymbol? _token;

    private Contracts(INamedTypeSymbol attribute, Compilation compilation)
    {
        _attribute = attribute;
        _token = compilation.GetTypeByMetadataName(KnownNames.CancellationToken);
        OneWayAttribute = compilation.GetTypeByMetadataName(KnownNames.OneWayAttribute);
        IdempotentAttribute = compilation.GetTypeByMetadataName(KnownNames.IdempotentAttribute);
        FaultAttribute = compilation.GetTypeByMetadataName(KnownNames.FaultAttribute);
        FaultException = compilation.GetTypeByMetadataName(KnownNames.FaultException);
    }

    public INamedTypeSymbol? OneWayAttribute { get; }

    public INamedTypeSymbol? IdempotentAttribute { get; }

    public INamedTypeSymbol? FaultAttribute { get; }

    public INamedTypeSymbol? FaultException { get; }

    /// <summary>Contracts of calls. Null when the project does not know TypedRpc.</summary>
    public static Contracts? Find(Compilation compilation) => Find(compilation, KnownNames.RabbitServiceAttribute);

    /// <summary>Contracts of events. Null when the project does not know TypedRpc.</summary>
    public static Contracts? FindEvents(Compilation compilation) => Find(compilation, KnownNames.RabbitEventsAttribute);

    public static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) =>
        symbol.GetAttributes().Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attribute));

    public bool IsToken(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, _token);

    public bool IsContract(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Interface } named
        && _isContract.GetOrAdd(named, candidate => Has(candidate, _attribute));

    /// <summary>The contract that is called through its interface, so that a client may be behind it; null for any other call.</summary>
    public INamedTypeSymbol? CalledThrough(IInvocationOperation call) =>
        call is { TargetMethod: { IsAbstract: true, ContainingType: var declaring }, Instance: { } instance } && !IsThis(instance)
            ? IsContract(instance.Type) ? (INamedTypeSymbol)instance.Type! : IsContract(declaring) ? declaring : null
            : null;

    /// <summary>The methods of contracts that this method implements.</summary>
    public IEnumerable<IMethodSymbol> ImplementedBy(ISymbol method) =>
        method is IMethodSymbol { ContainingType: { } type }
            ? _implementations.GetOrAdd(type, FindImplementations)[method]
            : [];

    private static Contracts? Find(Compilation compilation, string attribute) => compilation.GetTypeByMetadataName(attribute) is { } type ? new(type, compilation) : null;

    private static bool IsThis(IOperation instance) => instance switch
    {
        IInstanceReferenceOperation => true,
        IConversionOperation conversion => IsThis(conversion.Operand),
        _ => false,
    };

    private ILookup<ISymbol, IMethodSymbol> FindImplementations(INamedTypeSymbol type) => type.AllInterfaces
        .Where(IsContract)
        .SelectMany(static contract => contract.AllInterfaces.Prepend(contract))
        .SelectMany(static contract => contract.GetMembers().OfType<IMethodSymbol>())
        .Select(method => (Implementation: type.FindImplementationForInterfaceMember(method), Method: method))
        .ToLookup(static pair => pair.Implementation!, static pair => pair.Method, SymbolEqualityComparer.Default);
}
