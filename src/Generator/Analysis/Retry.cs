using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedRpc.Generator.Analysis;

/// <summary>Finds calls that Polly repeats: those in a lambda that is handed to a retry policy, or to a pipeline that is seen to be built with retries or hedging.</summary>
/// <remarks>The runtime's own retries need no rule: they keep to <c>[Idempotent]</c>. A loop is no evidence: it may go over many things, each called once.</remarks>
internal static class Retry
{
    public static bool Repeats(IInvocationOperation call, CancellationToken cancellationToken)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation && Executor(parent) is { Instance: { } policy } && Repeats(policy, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The call of <c>Execute…</c> that the lambda is an argument of.</summary>
    private static IInvocationOperation? Executor(IOperation lambda)
    {
        var parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation execute && execute.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal) ? execute : null;
    }

    private static bool Repeats(IOperation policy, CancellationToken cancellationToken)
    {
        for (var type = policy.Type; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace is { Name: "Retry", ContainingNamespace: { Name: "Polly", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return policy.Type is { Name: "ResiliencePipeline", ContainingNamespace: { Name: "Polly", ContainingNamespace.IsGlobalNamespace: true } }
            && Builder(policy, cancellationToken) is { } builder
            && Names(builder, "AddRetry", "AddHedging")
            // Who looks at the outcome knows what is safe to repeat.
            && !Names(builder, "Outcome");
    }

    /// <summary>The expression that makes a pipeline, if it is in view.</summary>
    private static SyntaxNode? Builder(IOperation policy, CancellationToken cancellationToken) => policy switch
    {
        ILocalReferenceOperation local => Declaration(local.Local, cancellationToken),
        IFieldReferenceOperation field => Declaration(field.Field, cancellationToken),
        IPropertyReferenceOperation property => Declaration(property.Property, cancellationToken),
        IInvocationOperation invocation => invocation.Syntax,
        _ => null,
    };

    private static SyntaxNode? Declaration(ISymbol symbol, CancellationToken cancellationToken) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);

    private static bool Names(SyntaxNode node, params string[] names) =>
        node.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
}
