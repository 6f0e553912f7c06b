using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>The functions around an operation.</summary>
internal static class Scope
{
    /// <summary>Lambdas, local functions and at last the member, from the inside out; what lies outside a static one cannot be used.</summary>
    public static IEnumerable<IMethodSymbol> Functions(IOperation operation, ISymbol member)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            var function = parent switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null)
            {
                yield return function;
                if (function.IsStatic)
                {
                    yield break;
                }
            }
        }

        if (member is IMethodSymbol method)
        {
            yield return method;
        }
    }

    public static bool IsAsync(IOperation operation, ISymbol member) => Functions(operation, member).FirstOrDefault() is { IsAsync: true };

    /// <summary>Whether a lambda lies between the operation and the member: nobody knows when it runs.</summary>
    public static bool IsInLambda(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
