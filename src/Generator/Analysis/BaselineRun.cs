using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedRpc.Generator.Compatibility;
using TypedRpc.Generator.Compatibility.Comparison;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Analysis;

/// <summary>Compares the contracts of one compilation with the baseline.</summary>
internal sealed class BaselineRun(Baseline baseline, string path, SourceText text)
{
    private readonly PayloadCache _payloads = new();
    private readonly ConcurrentDictionary<string, INamedTypeSymbol> _contracts = new(StringComparer.Ordinal);

    /// <summary>Contracts share payloads; what is wrong with one is said once.</summary>
    private readonly ConcurrentDictionary<(string Rule, Location Location, string Message), bool> _reported = new();

    /// <summary>The lines that a new baseline has for a contract, or null if it is invalid.</summary>
    public static ImmutableDictionary<string, string?>? Describe(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (Read(type, new PayloadCache(), cancellationToken) is not { } contract)
        {
            return null;
        }

        var comparer = new ContractComparer(new Baseline([]), contract);
        return comparer.Edits.Of(comparer.Compare().Single());
    }

    public void Compare(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type || Read(type, _payloads, context.CancellationToken) is not { } contract)
        {
            return;
        }

        _contracts[contract.Header.Key] = type;
        var comparer = new ContractComparer(baseline, contract);
        foreach (var change in comparer.Compare().ToList())
        {
            var location = change.Location ?? type.Locations[0];
            var diagnostic = Diagnostic.Create(change.Rule, location, comparer.Edits.Of(change), change.Arguments);
            if (_reported.TryAdd((diagnostic.Id, location, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)), true))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    public void ReportMissing(CompilationAnalysisContext context)
    {
        var missing = baseline.Contracts.Where(contract => !_contracts.ContainsKey(contract.Key)).ToList();
        var added = _contracts.Where(contract => baseline.Find($"contract {contract.Key}") is null).Select(static contract => contract.Value).ToList();
        foreach (var contract in missing)
        {
            var line = baseline.Find(contract.Identity)!;
            var lines = baseline.Methods(contract.Key).Select(static method => method.Text).Prepend(line.Text);
            var edit = BaselineEdit.Write(lines, [BaselineParser.RetiredPrefix + line.Text]);
            var location = added.Count == 1 && missing.Count == 1 ? added[0].Locations[0] : Locate(line);
            context.ReportDiagnostic(Diagnostic.Create(CompatibilityDescriptors.MissingContract, location, edit, contract.Key));
        }
    }

    public void ReportLines(AdditionalFileAnalysisContext context)
    {
        if (context.AdditionalFile.Path != path)
        {
            return;
        }

        foreach (var line in baseline.Lines.Where(static line => line.Problem is not null))
        {
            var edit = BaselineEdit.Write([line.Text], []);
            context.ReportDiagnostic(Diagnostic.Create(CompatibilityDescriptors.InvalidLine, Locate(line), edit, line.Problem));
        }
    }

    private static ContractSurface? Read(INamedTypeSymbol type, PayloadCache payloads, CancellationToken cancellationToken) =>
        Parse(type, cancellationToken) is { } model ? ContractSurfaceReader.Read(type, model, payloads, cancellationToken) : null;

    private static ContractModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        try
        {
            return ContractParser.Parse(type, new DiagnosticSink(type), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The generator runs the same parser, fails likewise and reports it as TRPC1099.
            return null;
        }
    }

    private Location Locate(BaselineLine line) => Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
}
