using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>The generator and all analyzers as a project refers to them.</summary>
internal sealed class AnalyzerSet : AnalyzerReference
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // The same object each time: a workspace looks up by it whose generator it is.
    private readonly ImmutableArray<ISourceGenerator> _generators = [new RpcContractGenerator().AsSourceGenerator()];

    public override string? FullPath => null;

    public override object Id => nameof(AnalyzerSet);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => All;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => All;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
}
