using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Decides whether two types are one on the wire. Names of types do not travel, so what counts is their shape.</summary>
internal sealed class TypeComparer(Baseline baseline, ContractSurface surface)
{
    private readonly Dictionary<(string Old, string New), bool> _pairs = [];

    /// <summary>The label that the baseline has for a type which has another name now, or null.</summary>
    public string? OldLabel(string label) => _pairs.Where(pair => pair.Value && pair.Key.New == label).Select(static pair => pair.Key.Old).FirstOrDefault();

    /// <summary>A type that kept its name is compared once, where it is declared.</summary>
    public bool Same(WireType old, WireType current) => old.IsNullable == current.IsNullable && (old.Label == current.Label || SameShape(old, current));

    /// <summary>Whether the baseline says of all types in it how they travel.</summary>
    public bool AreWritten(WireType type) => type.Labels.All(label => surface.FindShape(label) is null || baseline.FindShape(label) is not null);

    private bool SameShape(WireType old, WireType current) => (baseline.FindShape(old.Label)?.Entry as WireShape, surface.FindShape(current.Label)) switch
    {
        (null, null) => old.Name == current.Name && old.Arguments.Count == current.Arguments.Count && old.Arguments.Zip(current.Arguments, Same).All(static same => same),

        // An enum travels as its integer.
        (null, { } shape) => shape.Header.Integer == old.Label,
        ({ } shape, null) => shape.Integer == current.Label,
        (_, { Header.Kind: WireShape.Custom }) => false,
        (_, { } shape) => SameMembers((old.Label, current.Label), shape),
    };

    private bool SameMembers((string Old, string New) labels, PayloadShape shape)
    {
        if (_pairs.TryGetValue(labels, out var known))
        {
            return known;
        }

        // A type that contains itself is the same if everything else is.
        _pairs[labels] = true;
        return _pairs[labels] = PayloadComparer.Compare(baseline, labels.Old, shape, this).All(static change => !change.IsBreaking);
    }
}
