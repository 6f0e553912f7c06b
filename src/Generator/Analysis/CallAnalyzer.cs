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
            if (Contracts.Find(start.Compilation) is { } contracts)
            {
                start.RegisterOperationAction(operation => Analyze(operation, contracts), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, Contracts contracts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (contracts.CalledThrough(call) is null)
        {
            return;
        }

        var name = call.TargetMethod.ToMessageText();
        if (Discarded.Is(call) && !Scope.IsAsync(call, context.ContainingSymbol))
        {
            Report(UsageDescriptors.NotAwaited, name);
        }

        if (ForgottenToken.Find(call, context.ContainingSymbol, contracts) is { } token)
        {
            Report(UsageDescriptors.TokenNotPassed, name, token.Name);
        }

        if (!Contracts.Has(call.TargetMethod, contracts.IdempotentAttribute) && Retry.Repeats(call, context.CancellationToken))
        {
            Report(UsageDescriptors.RetryOfNotIdempotent, name);
        }

        void Report(DiagnosticDescriptor rule, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(rule, SourceLocations.OfCalledName(call.Syntax), arguments));
    }
}
