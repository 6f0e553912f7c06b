using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports what keeps the generator from generating code for a contract; both use the same parser.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    private readonly Func<INamedTypeSymbol, DiagnosticSink, CancellationToken, ContractModel?> _parse;

    /// <summary>Creates the analyzer.</summary>
    public ContractAnalyzer()
        : this(ContractParser.Parse)
    {
    }

    internal ContractAnalyzer(Func<INamedTypeSymbol, DiagnosticSink, CancellationToken, ContractModel?> parse) => _parse = parse;

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
        EventDescriptors.UnknownPlaceholder,
        EventDescriptors.UnsupportedKeyWord,
        EventDescriptors.MalformedKey,
        EventDescriptors.KeyTooLong,
        EventDescriptors.MeaninglessSetting,
        EventDescriptors.SameKey,
        EventDescriptors.ServiceAndEvents,
        EventDescriptors.EventWithResult,
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
        // A contract may be what another tool has written, and a line that says "#line hidden" makes all of its file such to the compiler.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
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

    private void Analyze(SymbolAnalysisContext context, SharedNames names, bool isAot)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
        {
            return;
        }

        try
        {
            if (_parse(type, new DiagnosticSink(type, Report, isAot), context.CancellationToken) is { IsEvents: false } contract && !context.IsGeneratedCode)
            {
                names.Add(type, contract);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!GeneratorFails(type, context.CancellationToken))
            {
                Report(InternalFailure.Create(type.ToDisplayString(), exception.ToString(), type.Locations[0]));
            }
        }

        // In generated code nobody can follow advice; but why nothing is generated must be said.
        void Report(Diagnostic diagnostic)
        {
            if (!context.IsGeneratedCode || diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>Whether the generator fails likewise and reports it: it runs the same parser, but without the checks that only give advice.</summary>
    private bool GeneratorFails(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        try
        {
            _parse(type, new DiagnosticSink(type), cancellationToken);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return true;
        }
    }
}
