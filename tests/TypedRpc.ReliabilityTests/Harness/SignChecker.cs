using System.Reflection;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>I7: a fault that was injected is visible.</summary>
internal static class SignChecker
{
    /// <summary>Finds signs that a test names and that were not there, or that it names none.</summary>
    public static IEnumerable<Violation> Check(MethodInfo test, IReadOnlyDictionary<string, long> metrics, IReadOnlySet<int> events)
    {
        SignAttribute[] signs = [.. test.GetCustomAttributes<SignAttribute>()];
        if (signs.Length == 0 && test.GetCustomAttribute<NoSignAttribute>() is null)
        {
            yield return new Violation("I7", test.Name, "names no sign of its fault, and does not say why there is none");
        }

        foreach (SignAttribute sign in signs)
        {
            if (sign.Metric is { } metric && !metrics.ContainsKey(metric))
            {
                yield return new Violation("I7", metric, $"did not change; {string.Join(", ", metrics.Keys)} did");
            }

            foreach (int id in sign.Events.Where(id => !events.Contains(id)))
            {
                yield return new Violation("I7", $"event {id}", $"was not logged; {string.Join(", ", events)} were");
            }
        }
    }
}
