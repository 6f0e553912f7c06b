using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds what holds a thread until something else has happened.</summary>
internal sealed class BlockingWaits(Compilation compilation)
{
    private readonly INamedTypeSymbol? _task = compilation.GetTypeByMetadataName(KnownNames.Task);
    private readonly INamedTypeSymbol? _taskOfResult = compilation.GetTypeByMetadataName(KnownNames.TaskOfResult);
    private readonly INamedTypeSymbol? _valueTask = compilation.GetTypeByMetadataName(KnownNames.ValueTask);
    private readonly INamedTypeSymbol? _valueTaskOfResult = compilation.GetTypeByMetadataName(KnownNames.ValueTaskOfResult);
    private readonly INamedTypeSymbol? _thread = compilation.GetTypeByMetadataName(KnownNames.Thread);

    /// <summary>What waits, as a message calls it, or null.</summary>
    public string? Find(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when IsTask(task.Type) && !IsKnownToBeDone(task) => "Result",
        IInvocationOperation { TargetMethod: { Name: "Wait" }, Instance: { } task } when IsTask(task.Type) => "Wait",
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny" } method } when Is(method.ContainingType, _task) => method.Name,
        IInvocationOperation { TargetMethod: { Name: "Sleep" } method } when Is(method.ContainingType, _thread) => "Thread.Sleep",
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: { } awaiter } when Awaited(awaiter) is { } task && !IsKnownToBeDone(task) => "GetResult",
        _ => null,
    };

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, other);

    private bool IsTask(ITypeSymbol? type) => Is(type, _task) || Is(type, _taskOfResult) || Is(type, _valueTask) || Is(type, _valueTaskOfResult);

    /// <summary>The task in <c>task.GetAwaiter()</c> or <c>task.ConfigureAwait(false).GetAwaiter()</c>.</summary>
    private IOperation? Awaited(IOperation awaiter)
    {
        var awaited = (awaiter as IInvocationOperation)?.Instance;
        var task = awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured } ? configured : awaited;
        return IsTask(task?.Type) ? task : null;
    }

    /// <summary>Whether a variable's task was awaited before, alone or with others, or asked whether it is done.</summary>
    private static bool IsKnownToBeDone(IOperation task)
    {
        var name = task switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            _ => null,
        };
        return task.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(identifier => identifier.Identifier.ValueText == name && identifier.SpanStart < task.Syntax.SpanStart && IsAwaitedOrAsked(identifier));
    }

    private static bool IsAwaitedOrAsked(IdentifierNameSyntax variable) =>
        variable.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" }
        || variable.Ancestors().TakeWhile(static node => node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or CollectionElementSyntax).Any(static node => node is AwaitExpressionSyntax);
}
