using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds faults whose detail the caller will not get.</summary>
internal static class UndeclaredFaults
{
    /// <param name="methods">The methods of contracts that the handler implements.</param>
    public static (IMethodSymbol Method, ITypeSymbol Detail)? Find(IThrowOperation thrown, IEnumerable<IMethodSymbol> methods, Contracts contracts)
    {
        if (Detail(thrown.Exception, contracts) is not { } detail || Scope.IsInLambda(thrown) || IsCaught(thrown, contracts))
        {
            return null;
        }

        // Nobody would receive a fault of a one-way method: to declare it is no way out.
        var missing = methods.FirstOrDefault(method => !Contracts.Has(method, contracts.OneWayAttribute) && !Declares(method, detail, contracts));
        return missing is null ? null : (missing, detail);
    }

    private static ITypeSymbol? Detail(IOperation? exception, Contracts contracts)
    {
        while (exception is IConversionOperation conversion)
        {
            exception = conversion.Operand;
        }

        return exception?.Type is INamedTypeSymbol { TypeArguments: [var detail] } type && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, contracts.FaultException) ? detail : null;
    }

    private static bool Declares(IMethodSymbol method, ITypeSymbol detail, Contracts contracts) => method.GetAttributes().Any(attribute =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.OriginalDefinition, contracts.FaultAttribute)
        && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass!.TypeArguments[0], detail));

    /// <summary>Whether the handler catches the very type itself.</summary>
    private static bool IsCaught(IThrowOperation thrown, Contracts contracts)
    {
        IOperation inner = thrown;
        for (var parent = thrown.Parent; parent is not null; inner = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == inner && attempt.Catches.Any(handler =>
                SymbolEqualityComparer.Default.Equals(handler.ExceptionType.OriginalDefinition, contracts.FaultException)))
            {
                return true;
            }
        }

        return false;
    }
}
