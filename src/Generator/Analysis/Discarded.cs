using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds calls whose task nobody keeps. In async functions the compiler says so itself (CS4014); an assignment to <c>_</c> is on purpose.</summary>
internal static class Discarded
{
    public static bool Is(IInvocationOperation call)
    {
        IOperation operation = call;
        while (operation.Parent is { } parent && (IsConversion(parent) || parent is IConditionalAccessOperation))
        {
            operation = parent;
        }

        return operation.Parent is IExpressionStatementOperation;
    }

    /// <summary>Another form of the same task: <c>.AsTask()</c>, <c>.ConfigureAwait(false)</c>.</summary>
    private static bool IsConversion(IOperation parent) => parent is IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" or "ConfigureAwait" };
}
