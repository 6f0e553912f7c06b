using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Compatibility;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Compares the contracts with <c>RabbitContracts.txt</c>, if the project has it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CompatibilityAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The file is read again only when its text has changed, whatever happens to the code.</summary>
    private static readonly SourceTextValueProvider<Baseline> Baselines = new(BaselineParser.Parse);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        CompatibilityDescriptors.NewContract,
        CompatibilityDescriptors.NewMethod,
        CompatibilityDescriptors.MissingMethod,
        CompatibilityDescriptors.RetiredName,
        CompatibilityDescriptors.SignatureChanged,
        CompatibilityDescriptors.MemberChanged,
        CompatibilityDescriptors.RequiredMember,
        CompatibilityDescriptors.OneWayChanged,
        CompatibilityDescriptors.IdempotencyRemoved,
        CompatibilityDescriptors.FaultChanged,
        CompatibilityDescriptors.EnumChanged,
        CompatibilityDescriptors.InvalidLine,
        CompatibilityDescriptors.NoBaseline,
        CompatibilityDescriptors.OutOfDate,
        CompatibilityDescriptors.TopologyChanged,
        CompatibilityDescriptors.MissingContract,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // What another tool has written is a contract like any other: old peers rely on it, and the fix changes the baseline, not the code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        var file = start.Options.AdditionalFiles
            .Where(static file => Path.GetFileName(file.Path).Equals(Baseline.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        if (file?.GetText(start.CancellationToken) is { } text && start.TryGetValue(text, Baselines, out var baseline))
        {
            var run = new BaselineRun(baseline, file.Path, text);
            start.RegisterSymbolAction(run.Compare, SymbolKind.NamedType);
            start.RegisterCompilationEndAction(run.ReportMissing);
            start.RegisterAdditionalFileAction(run.ReportLines);
        }
        else
        {
            start.RegisterSymbolAction(Offer, SymbolKind.NamedType);
        }
    }

    /// <summary>Hidden: only the place for the fix that begins a baseline. What it writes it finds out itself, because nearly nobody asks.</summary>
    private static void Offer(SymbolAnalysisContext context)
    {
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type && ContractAttribute.Find(type) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(CompatibilityDescriptors.NoBaseline, type.Locations[0], type.ToMessageText()));
        }
    }
}
