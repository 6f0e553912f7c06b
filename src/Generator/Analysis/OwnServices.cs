using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds handlers that call the service they are part of. Only a class that the project serves is a handler: another one may be a decorator of a client.</summary>
internal sealed class OwnServices(Contracts contracts, Registrations registrations)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _served = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<(INamedTypeSymbol Class, IMethodSymbol Handler, INamedTypeSymbol Contract, Location Location)> _calls = [];

    public void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ServedBy(call) is { } served)
        {
            _served.TryAdd(served, true);
        }
        else if (context.ContainingSymbol is IMethodSymbol { ContainingType: { } type } handler
            && contracts.CalledThrough(call) is { } contract
            && contracts.ImplementedBy(handler).Any(method => BelongsTo(method, contract))
            && !Scope.IsInLambda(call)
            && !Contracts.Has(call.TargetMethod, contracts.OneWayAttribute))
        {
            _calls.Add((type, handler, contract, SourceLocations.OfCalledName(call.Syntax)));
        }
    }

    public void Report(CompilationAnalysisContext context)
    {
        foreach (var call in _calls.Where(call => _served.ContainsKey(call.Class)))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageDescriptors.CallOfOwnService, call.Location, call.Handler.ToMessageText(), call.Contract.ToMessageText()));
        }
    }

    /// <summary>Whether it is a method of the contract; another contract of the same class has places of its own.</summary>
    private static bool BelongsTo(IMethodSymbol method, INamedTypeSymbol contract) =>
        contract.AllInterfaces.Prepend(contract).Contains(method.ContainingType, SymbolEqualityComparer.Default);

    /// <summary>The class in <c>MapRabbitService&lt;Orders&gt;()</c> or <c>ServeAsync&lt;IOrders&gt;(new Orders())</c>.</summary>
    private INamedTypeSymbol? ServedBy(IInvocationOperation call) => (registrations.Kind(call.TargetMethod), call.TargetMethod.TypeArguments) switch
    {
        (RegistrationKind.Implementation, [INamedTypeSymbol type]) => type,
        (RegistrationKind.Contract, [var contract]) => call.Arguments.Select(static argument => Unconverted(argument.Value).Type)
            .OfType<INamedTypeSymbol>()
            .FirstOrDefault(type => type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default)),
        _ => null,
    };

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
