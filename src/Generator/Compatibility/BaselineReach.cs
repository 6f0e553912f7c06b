using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility;

/// <summary>Follows a baseline from its methods to the types that they use.</summary>
internal static class BaselineReach
{
    /// <summary>Lines of types that no method uses.</summary>
    public static IEnumerable<BaselineLine> Unreachable(Baseline baseline)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in baseline.Lines.Where(static line => !line.IsRetired).Select(static line => line.Entry).OfType<WireMethod>())
        {
            Reach(method.Types, baseline, reached);
        }

        return baseline.Lines.Where(line => line.Entry switch
        {
            WireShape shape => !reached.Contains(shape.Label),
            WireMember member => !reached.Contains(member.Label),
            _ => false,
        });
    }

    private static void Reach(IEnumerable<WireType> types, Baseline baseline, HashSet<string> reached)
    {
        foreach (var label in types.SelectMany(static type => type.Labels).Where(reached.Add))
        {
            Reach(baseline.Members(label).Select(static line => ((WireMember)line.Entry!).Type).OfType<WireType>(), baseline, reached);
        }
    }
}
