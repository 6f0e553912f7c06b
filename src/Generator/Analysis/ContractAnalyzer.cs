using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Emission;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Reports what is wrong with a contract; shares the parser with the generator, so the two cannot disagree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.RabbitService) is { } attribute)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, attribute), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !type.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)))
        {
            return;
        }

        try
        {
            if (ContractParser.TryParse(type, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is { } contract)
            {
                ContractEmitter.Emit(contract);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Internal, type.Locations.FirstOrDefault(), type.ToDisplayString(), $"{exception.GetType().Name}: {exception.Message}"));
        }
    }
}
