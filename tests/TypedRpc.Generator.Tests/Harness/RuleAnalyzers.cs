using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>All analyzers of the generator's assembly and their rules.</summary>
internal static class RuleAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        [.. All.SelectMany(static analyzer => analyzer.SupportedDiagnostics).OrderBy(static rule => rule.Id, StringComparer.Ordinal)];
}
