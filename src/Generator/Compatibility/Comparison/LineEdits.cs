using System.Collections.Immutable;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>What a fix does to the baseline. It travels in the properties of the diagnostic, so that the fix has nothing to find out.</summary>
internal sealed class LineEdits(Baseline baseline, ContractSurface contract, TypeComparer types)
{
    public ImmutableDictionary<string, string?> Of(Change change)
    {
        var removed = change.Old.Select(static line => line.Text);
        if (change.Old.Count > 0 && change.New.Count == 0)
        {
            return BaselineEdit.Write(removed, change.Old.Select(static line => BaselineParser.RetiredPrefix + line.Text));
        }

        var added = new List<string>();
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in change.New)
        {
            added.Add(entry.ToString());
            AddTypes(Types(entry), added, labels);
        }

        return BaselineEdit.Write(removed, added);
    }

    /// <summary>The lines of types that the baseline has not yet.</summary>
    private void AddTypes(IEnumerable<WireType> used, List<string> added, HashSet<string> labels)
    {
        foreach (var label in used.SelectMany(static type => type.Labels).Where(labels.Add))
        {
            if (baseline.FindShape(label) is null && contract.FindShape(label) is { } shape)
            {
                added.AddRange(shape.Lines);
                added.AddRange(RetiredUnderOldLabel(label));
                AddTypes(shape.Members.Select(static member => member.Entry.Type).OfType<WireType>(), added, labels);
            }
        }
    }

    /// <summary>What is retired stays so when a type gets another name.</summary>
    private IEnumerable<string> RetiredUnderOldLabel(string label) => types.OldLabel(label) is not { } old ? [] : baseline.RetiredMembers(old)
        .Select(line => BaselineParser.RetiredPrefix + ((WireMember)line.Entry! with { Label = label }));

    private static IEnumerable<WireType> Types(WireEntry entry) => entry switch
    {
        WireMethod method => method.Types,
        WireMember { Type: { } type } => [type],
        _ => [],
    };
}
