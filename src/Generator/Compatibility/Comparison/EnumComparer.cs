using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Compatibility.Surface;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.Generator.Compatibility.Comparison;

/// <summary>Compares the members of an enum, of which only the values travel.</summary>
internal static class EnumComparer
{
    public static IEnumerable<Change> Compare(Baseline baseline, string label, PayloadShape current)
    {
        var old = baseline.Members(label).ToDictionary(static line => Member(line).Name, StringComparer.Ordinal);
        var values = current.Members.ToDictionary(static member => member.Entry.Name, static member => member.Entry.Key, StringComparer.Ordinal);
        var renamed = new HashSet<BaselineLine>();
        foreach (var member in current.Members)
        {
            if (!old.TryGetValue(member.Entry.Name, out var line))
            {
                var before = old.Values.FirstOrDefault(line => Member(line).Key == member.Entry.Key && !(values.TryGetValue(Member(line).Name, out var value) && value == member.Entry.Key));
                yield return New(baseline, label, current, member, before, isTaken: before is not null && values.ContainsKey(Member(before).Name));
                if (before is not null)
                {
                    renamed.Add(before);
                }
            }
            else if (Member(line).Key != member.Entry.Key)
            {
                yield return Breaks(current, member, $"has the value {member.Entry.Key}, not {Member(line).Key} any more") with { Old = [line], New = [member.Entry] };
            }
        }

        foreach (var line in old.Values.Where(line => !values.ContainsKey(Member(line).Name) && !renamed.Contains(line)))
        {
            yield return new(CompatibilityDescriptors.EnumChanged, SourceLocations.OfName(current.Symbol), Name(current, Member(line).Name), $"is gone, but old peers still send {Member(line).Key}") { Old = [line] };
        }
    }

    private static Change New(Baseline baseline, string label, PayloadShape current, PayloadMember member, BaselineLine? before, bool isTaken)
    {
        if (baseline.IsRetired(WireMember.IdentityOf(label, member.Entry.Key)))
        {
            return Breaks(current, member, $"has the value {member.Entry.Key}, which is retired");
        }

        return isTaken
            ? Breaks(current, member, $"has the value {member.Entry.Key}, which was '{Member(before!).Name}'") with { New = [member.Entry] }
            : new(CompatibilityDescriptors.OutOfDate, member.Location, Name(current, member.Entry.Name)) { Old = before is null ? [] : [before], New = [member.Entry] };
    }

    private static Change Breaks(PayloadShape current, PayloadMember member, string problem) => new(CompatibilityDescriptors.EnumChanged, member.Location, Name(current, member.Entry.Name), problem);

    private static WireMember Member(BaselineLine line) => (WireMember)line.Entry!;

    private static string Name(PayloadShape current, string member) => $"{current.Symbol.Name}.{member}";
}
