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
        ContractDescriptors.Inaccessible,
        ContractDescriptors.UnsupportedReturnType,
        ContractDescriptors.UnsupportedMember,
        ContractDescriptors.GenericMethod,
        ContractDescriptors.GenericContract,
        ContractDescriptors.SeveralCancellationTokens,
        ContractDescriptors.TokenNotLast,
        ContractDescriptors.NoToken,
        ContractDescriptors.UnsupportedParameter,
        ContractDescriptors.DuplicateName,
        ContractDescriptors.OneWayWithReply,
        ContractDescriptors.DuplicateFault,
        ContractDescriptors.NoMethods,
        ContractDescriptors.InvalidName,
        ContractDescriptors.LanguageTooOld,
        ContractDescriptors.InvalidTimeout,
        ContractDescriptors.ClassNameTaken,
        ContractDescriptors.InvalidExchangeType,
        ContractDescriptors.DisposableContract,
        ContractDescriptors.ObsoleteAsError,
        ContractDescriptors.InternalFailure,
        PayloadDescriptors.NoFormatter,
        PayloadDescriptors.UnserializablePayload,
        PayloadDescriptors.UnboundedResult,
        PayloadDescriptors.NoGeneratedResolver,
        PayloadDescriptors.UnsafeKey,
        HostingDescriptors.SharedRoutingKey,
        HostingDescriptors.SharedQueue,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var names = new SharedNames();
            var isAot = IsAot(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterSymbolAction(symbol => Analyze(symbol, names, isAot), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(names.Report);
        });
    }

    /// <summary>The SDK sets it for projects that are published as native AOT or say that they could be.</summary>
    private static bool IsAot(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.EnableAotAnalyzer", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static void Analyze(SymbolAnalysisContext context, SharedNames names, bool isAot)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
        {
            return;
        }

        try
        {
            if (ContractParser.Parse(type, new DiagnosticSink(type, context.ReportDiagnostic, isAot), context.CancellationToken) is { } contract)
            {
                names.Add(type, contract);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The generator runs the same parser, fails likewise and reports it as TRPC1099.
        }
    }
}
