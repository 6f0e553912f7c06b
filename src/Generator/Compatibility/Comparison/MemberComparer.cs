using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Compares the members of an object and the cases of a union, which their keys and tags tell apart.</summary>
internal static class MemberComparer
{
    public static IEnumerable<Change> Compare(Baseline baseline, string label, PayloadShape current, TypeComparer types)
    {
        var old = baseline.Members(label).ToDictionary(static line => ((WireMember)line.Entry!).Key, StringComparer.Ordinal);
        var last = baseline.Members(label).Concat(baseline.RetiredMembers(label)).Max(static line => ((WireMember)line.Entry!).Index);
        foreach (var member in current.Members)
        {
            var change = old.TryGetValue(member.Entry.Key, out var line)
                ? Known((WireMember)line.Entry!, line, current, member, types)
                : baseline.IsRetired(WireMember.IdentityOf(label, member.Entry.Key)) ? Breaks(current, member, $"has the {What(member)}, which is retired")
                : New(current, member, last);
            if (change is not null)
            {
                yield return change;
            }
        }

        var keys = new HashSet<string>(current.Members.Select(static member => member.Entry.Key), StringComparer.Ordinal);
        foreach (var line in old.Values.Where(line => !keys.Contains(((WireMember)line.Entry!).Key)))
        {
            var gone = (WireMember)line.Entry!;
            var what = gone.Name.Length > 0 ? gone.Name : gone.Type?.ToString();
            yield return new(CompatibilityDescriptors.MemberChanged, SourceLocations.OfName(current.Symbol), current.Symbol.ToMessageText(), $"has nothing with the key {gone.Key} any more, which was '{what}'") { Old = [line] };
        }
    }

    private static Change? Known(WireMember old, BaselineLine line, PayloadShape current, PayloadMember member, TypeComparer types)
    {
        if (old.Type is null || !types.Same(old.Type, member.Entry.Type!))
        {
            return Breaks(current, member, $"is {member.Entry.Type}, not {old.Type?.ToString() ?? "nothing"} any more") with { Old = [line], New = [member.Entry] };
        }

        if (old.Name != member.Entry.Name && current.Members.Any(other => other.Entry.Name == old.Name))
        {
            return Breaks(current, member, $"has the {What(member)}, which was '{old.Name}'") with { Old = [line], New = [member.Entry] };
        }

        return old.ToString() == (member.Entry with { Label = old.Label }).ToString() && types.AreWritten(member.Entry.Type!) ? null : OutOfDate(current, member) with { Old = [line] };
    }

    /// <summary>Old peers do not send it: they send nil in the place of a key that they skip, and nothing behind the last one.</summary>
    private static Change New(PayloadShape current, PayloadMember member, int? last)
    {
        var isReference = member.Type is { IsReferenceType: true };
        var mayBeNull = member.Entry.Type!.IsNullable || member.Type is null or { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };
        if (current.Header.Kind == WireShape.Union || mayBeNull)
        {
            return OutOfDate(current, member);
        }

        if (member.Entry.Index < last && !isReference)
        {
            return Breaks(current, member, $"has a key below {last}, where old peers send nil, which {member.Entry.Type} cannot be") with { New = [member.Entry] };
        }

        return isReference && (!member.StartsSet || member.Entry.Index < last)
            ? new(CompatibilityDescriptors.RequiredMember, member.Location, Name(current, member)) { New = [member.Entry] }
            : OutOfDate(current, member);
    }

    private static Change OutOfDate(PayloadShape current, PayloadMember member) => new(CompatibilityDescriptors.OutOfDate, member.Location, Name(current, member)) { New = [member.Entry] };

    private static Change Breaks(PayloadShape current, PayloadMember member, string problem) => new(CompatibilityDescriptors.MemberChanged, member.Location, Name(current, member), problem);

    private static string What(PayloadMember member) => member.Entry.Name.Length > 0 || member.Entry.Key[0] == '"' ? $"key {member.Entry.Key}" : $"tag {member.Entry.Key}";

    private static string Name(PayloadShape current, PayloadMember member) =>
        current.Header.Kind == WireShape.Union ? $"{current.Symbol.ToMessageText()} [{member.Entry.Key}]" : $"{current.Symbol.ToMessageText()}.{(member.Entry.Name.Length > 0 ? member.Entry.Name : member.Entry.Key)}";
}
