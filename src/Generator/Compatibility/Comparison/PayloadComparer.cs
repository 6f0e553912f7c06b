using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Compares a type with the lines of its label.</summary>
internal static class PayloadComparer
{
    public static IEnumerable<Change> Compare(Baseline baseline, string label, PayloadShape current, TypeComparer types)
    {
        if (baseline.FindShape(label) is not { Entry: WireShape old } line)
        {
            return [];
        }

        if (old.Kind != current.Header.Kind)
        {
            var change = new Change(
                CompatibilityDescriptors.MemberChanged, SourceLocations.OfName(current.Symbol), current.Symbol.ToMessageText(), $"travels as {current.Header.Kind}, not as {old.Kind} any more")
            {
                Old = [line, .. baseline.Members(label)],
                New = [current.Header, .. current.Members.Select(static member => member.Entry)],
            };
            return [change];
        }

        return old.IsEnum ? EnumComparer.Compare(baseline, label, current) : MemberComparer.Compare(baseline, label, current, types);
    }
}
