using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedRpc.Generator.Benchmarks.Contenders;

/// <summary>
/// The least that an analyzer with a rule about a type must do: it looks the type up, and is told of every type and looks at none. Whoever asks a new compilation for a type
/// first has Roslyn merge the declarations of all its files and is charged for it.
/// </summary>
#pragma warning disable RS1001, RS2008 // It is not for the compiler to find, and nobody is told of its rule.
internal sealed class LookupAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Nothing = new("LOOKUP", "Nothing", "Nothing", "Floor", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(typeof(RabbitServiceAttribute).FullName!) is not null)
            {
                start.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
            }
        });
    }
}
