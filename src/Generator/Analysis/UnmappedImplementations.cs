using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>
/// Finds implementations that an application forgot to map. A class that is made or named anywhere may be a decorator, a fake or mapped by a helper, and is left alone; only
/// that a container knows it makes nobody serve it.
/// </summary>
internal sealed class UnmappedImplementations(Registrations registrations)
{
    private readonly ConcurrentBag<(INamedTypeSymbol Class, INamedTypeSymbol Contract)> _implementations = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _used = new(SymbolEqualityComparer.Default);
    private volatile bool _isSetUp;

    public void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(FindImplementation, SymbolKind.NamedType);
        start.RegisterOperationAction(FindUse, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.TypeOf);
        start.RegisterCompilationEndAction(Report);
    }

    private void FindImplementation(SymbolAnalysisContext context)
    {
        if (context.Symbol is INamedTypeSymbol { IsAbstract: false } type
            && type.AllInterfaces.FirstOrDefault(static implemented => ContractAttribute.Find(implemented) is not null) is { } contract)
        {
            _implementations.Add((type, contract));
        }
    }

    private void FindUse(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IObjectCreationOperation { Type: INamedTypeSymbol type }:
                Use(type);
                break;
            case ITypeOfOperation { TypeOperand: INamedTypeSymbol type }:
                Use(type);
                break;
            case IInvocationOperation { TargetMethod: var method }:
                FindUse(method);
                break;
        }
    }

    private void FindUse(IMethodSymbol method)
    {
        if (registrations.IsSetUp(method))
        {
            _isSetUp = true;
        }
        else if (!IsContainer(method))
        {
            foreach (var argument in method.TypeArguments.OfType<INamedTypeSymbol>())
            {
                Use(argument);
            }
        }
    }

    /// <summary><c>AddScoped&lt;PaymentService&gt;()</c></summary>
    private static bool IsContainer(IMethodSymbol method) =>
        method.TypeArguments.Length == 1 && method.ContainingType is { Name: "ServiceCollectionServiceExtensions" or "ServiceCollectionDescriptorExtensions" };

    private void Use(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is { SpecialType: SpecialType.None }; ancestor = ancestor.BaseType)
        {
            _used.TryAdd(ancestor.OriginalDefinition, true);
        }

        foreach (var argument in type.TypeArguments.OfType<INamedTypeSymbol>())
        {
            Use(argument);
        }
    }

    private void Report(CompilationAnalysisContext context)
    {
        if (!_isSetUp)
        {
            return;
        }

        foreach (var (type, contract) in _implementations)
        {
            if (!_used.ContainsKey(type))
            {
                var map = ContractAttribute.IsEvents(ContractAttribute.Find(contract)!) ? "MapRabbitSubscriber" : "MapRabbitService";
                context.ReportDiagnostic(Diagnostic.Create(HostingDescriptors.Unmapped, SourceLocations.OfName(type), type.ToMessageText(), contract.ToMessageText(), map));
            }
        }
    }
}
