using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports what keeps the generator from generating code for a contract; both use the same parser.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.Inaccessible,
        DiagnosticDescriptors.UnsupportedReturnType,
        DiagnosticDescriptors.UnsupportedMember,
        DiagnosticDescriptors.GenericMethod,
        DiagnosticDescriptors.GenericContract,
        DiagnosticDescriptors.SeveralCancellationTokens,
        DiagnosticDescriptors.UnsupportedParameter,
        DiagnosticDescriptors.DuplicateName,
        DiagnosticDescriptors.OneWayWithReply,
        DiagnosticDescriptors.DuplicateFault,
        DiagnosticDescriptors.NoMethods,
        DiagnosticDescriptors.InvalidName,
        DiagnosticDescriptors.InvalidTimeout,
        DiagnosticDescriptors.ClassNameTaken,
        DiagnosticDescriptors.InvalidExchangeType,
        DiagnosticDescriptors.DisposableContract,
        DiagnosticDescriptors.ObsoleteAsError,
        DiagnosticDescriptors.InternalFailure,
        DiagnosticDescriptors.UnserializablePayload,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
        {
            return;
        }

        try
        {
            ContractParser.Parse(type, context.ReportDiagnostic, context.CancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The generator runs the same parser, fails likewise and reports it as TRPC1099.
        }
    }
}
