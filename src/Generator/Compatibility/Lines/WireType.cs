using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A type as it travels: <c>int32</c>, <c>list&lt;Shop.Order&gt;</c>, <c>int32?</c>.</summary>
/// <param name="Name">A kind of value, or the full name of a type of the user's, which is only a label: it does not travel.</param>
/// <param name="IsNullable">Whether nil may stand for it, where the reader checks that.</param>
internal sealed record WireType(string Name, EquatableArray<WireType> Arguments = default, bool IsNullable = false)
{
    /// <summary>The type without its question mark: what <c>type</c> lines begin with.</summary>
    public string Label => Arguments.Count == 0 ? Name : $"{Name}<{string.Join(", ", Arguments)}>";

    /// <summary>The labels in it, from the outside in.</summary>
    public IEnumerable<string> Labels => Arguments.SelectMany(static argument => argument.Labels).Prepend(Label);

    public override string ToString() => IsNullable ? Label + "?" : Label;
}
