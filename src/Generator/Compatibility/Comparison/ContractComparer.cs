using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Compares a contract, its methods and what they reach with the baseline.</summary>
internal sealed class ContractComparer(Baseline baseline, ContractSurface contract)
{
    private readonly TypeComparer _types = new(baseline, contract);

    public LineEdits Edits => new(baseline, contract, _types);

    public IEnumerable<Change> Compare()
    {
        var header = contract.Header;
        if (baseline.IsRetired(header.Identity))
        {
            return [new(CompatibilityDescriptors.RetiredName, null, Text, header.Key)];
        }

        if (baseline.Find(header.Identity) is not { Entry: WireContract old } line)
        {
            return [new(CompatibilityDescriptors.NewContract, null, Text) { New = [header, .. contract.Methods.Select(static method => method.Entry)] }];
        }

        return CompareTopology(old, line).Concat(CompareMethods()).Concat(ComparePayloads());
    }

    private string Text => contract.Symbol.ToMessageText();

    private IEnumerable<Change> CompareTopology(WireContract old, BaselineLine line) => old.Type == contract.Header.Type ? [] :
    [
        new(CompatibilityDescriptors.TopologyChanged, SourceLocations.OfArgument(contract.Attribute, "ExchangeType"), Text, "The exchange type", old.Type, contract.Header.Type)
        {
            Old = [line],
            New = [contract.Header],
        },
    ];

    private IEnumerable<Change> CompareMethods()
    {
        var comparer = new MethodComparer(contract.Symbol, _types);
        foreach (var method in contract.Methods)
        {
            var location = SymbolEqualityComparer.Default.Equals(method.Symbol.ContainingType, contract.Symbol) ? SourceLocations.OfName(method.Symbol) : null;
            var changes = baseline.Find(method.Entry.Identity) is { } line ? comparer.Compare(line, method)
                : baseline.IsRetired(method.Entry.Identity) ? [new(CompatibilityDescriptors.RetiredName, location, method.Symbol.ToMessageText(), method.Entry.Name)]
                : [new(CompatibilityDescriptors.NewMethod, location, method.Symbol.ToMessageText()) { New = [method.Entry] }];
            foreach (var change in changes)
            {
                yield return change;
            }
        }

        var names = new HashSet<string>(contract.Methods.Select(static method => method.Entry.Identity), StringComparer.Ordinal);
        foreach (var line in baseline.Methods(contract.Header.Key).Where(line => !names.Contains(line.Entry!.Identity)))
        {
            yield return new(CompatibilityDescriptors.MissingMethod, null, Text, ((WireMethod)line.Entry!).Name) { Old = [line] };
        }
    }

    private IEnumerable<Change> ComparePayloads() => contract.Shapes.Values
        .OrderBy(static shape => shape.Header.Label, StringComparer.Ordinal)
        .SelectMany(shape => PayloadComparer.Compare(baseline, shape.Header.Label, shape, _types));
}
