using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports what implementations of contracts had better not do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageDescriptors.BlockingHandler, UsageDescriptors.UndeclaredFault, UsageDescriptors.CallOfOwnService];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (Contracts.Find(start.Compilation) is { } contracts && Contracts.FindEvents(start.Compilation) is { } events && Registrations.Find(start.Compilation) is { } registrations)
            {
                var waits = new BlockingWaits(start.Compilation);
                var services = new OwnServices(contracts, registrations);
                start.RegisterOperationAction(services.Analyze, OperationKind.Invocation);
                start.RegisterOperationBlockStartAction(block =>
                {
                    CheckWaits(block, contracts.ImplementedBy(block.OwningSymbol).Concat(events.ImplementedBy(block.OwningSymbol)).FirstOrDefault(), waits);
                    CheckFaults(block, contracts);
                });
                start.RegisterCompilationEndAction(services.Report);
            }
        });
    }

    /// <param name="method">The contract's method that the block implements, or null.</param>
    private static void CheckWaits(OperationBlockStartAnalysisContext block, IMethodSymbol? method, BlockingWaits waits)
    {
        if (method is null)
        {
            return;
        }

        var name = method.ToMessageText();
        block.RegisterOperationAction(
            context =>
            {
                if (waits.Find(context.Operation) is { } wait && !Scope.IsInLambda(context.Operation))
                {
                    context.ReportDiagnostic(Diagnostic.Create(UsageDescriptors.BlockingHandler, SourceLocations.OfCalledName(context.Operation.Syntax), wait, name));
                }
            },
            OperationKind.Invocation,
            OperationKind.PropertyReference);
    }

    private static void CheckFaults(OperationBlockStartAnalysisContext block, Contracts contracts)
    {
        if (!contracts.ImplementedBy(block.OwningSymbol).Any())
        {
            return;
        }

        block.RegisterOperationAction(
            context =>
            {
                var thrown = (IThrowOperation)context.Operation;
                if (UndeclaredFaults.Find(thrown, contracts.ImplementedBy(block.OwningSymbol), contracts) is var (missing, detail))
                {
                    context.ReportDiagnostic(Diagnostic.Create(UsageDescriptors.UndeclaredFault, thrown.Exception!.Syntax.GetLocation(), missing.ToMessageText(), detail.ToMessageText()));
                }
            },
            OperationKind.Throw);
    }
}
