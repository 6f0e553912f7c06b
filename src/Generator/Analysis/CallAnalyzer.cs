using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports calls of contracts that lose what the call has to say, or that repeat what must not be repeated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageDescriptors.NotAwaited, UsageDescriptors.TokenNotPassed, UsageDescriptors.RetryOfNotIdempotent];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (Contracts.Find(start.Compilation) is { } contracts && Contracts.FindEvents(start.Compilation) is { } events)
            {
                start.RegisterOperationAction(operation => AnalyzeCall(operation, contracts), OperationKind.Invocation);
                start.RegisterOperationAction(operation => AnalyzePublish(operation, events), OperationKind.Invocation);
            }
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, Contracts contracts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (contracts.CalledThrough(call) is null)
        {
            return;
        }

        var name = call.TargetMethod.ToMessageText();
        CheckAwaited(context, call);
        if (ForgottenToken.Find(call, context.ContainingSymbol, contracts) is { } token)
        {
            Report(context, UsageDescriptors.TokenNotPassed, call, name, token.Name);
        }

        if (!Contracts.Has(call.TargetMethod, contracts.IdempotentAttribute) && Retry.Repeats(call, context.CancellationToken))
        {
            Report(context, UsageDescriptors.RetryOfNotIdempotent, call, name);
        }
    }

    /// <summary>Of an event nothing else is wrong: it may come twice, and once it has happened its caller's giving up need not keep it from being told.</summary>
    private static void AnalyzePublish(OperationAnalysisContext context, Contracts events)
    {
        var call = (IInvocationOperation)context.Operation;
        if (events.CalledThrough(call) is not null)
        {
            CheckAwaited(context, call);
        }
    }

    private static void CheckAwaited(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (Discarded.Is(call) && !Scope.IsAsync(call, context.ContainingSymbol))
        {
            Report(context, UsageDescriptors.NotAwaited, call, call.TargetMethod.ToMessageText());
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, IInvocationOperation call, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, SourceLocations.OfCalledName(call.Syntax), arguments));
}
