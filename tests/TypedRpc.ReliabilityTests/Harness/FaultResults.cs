using System.Text.Json;
using Xunit.v3;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>Writes a line for each row that a test covers to the file that <c>TYPEDRPC_FAULT_RESULTS</c> names, if it does.</summary>
internal static class FaultResults
{
    public const string Variable = "TYPEDRPC_FAULT_RESULTS";

    private static readonly Lock Gate = new();

    /// <summary>Writes down how the test that now ends has gone.</summary>
    public static void Write(IXunitTestMethod test, bool passed, IReadOnlyList<string> measured)
    {
        string name = $"{test.Method.DeclaringType!.Name}.{test.MethodName}";
        IEnumerable<string> rows = test.Traits.TryGetValue(FaultAttribute.Trait, out IReadOnlyCollection<string>? values) ? values : [];
        Append(rows.Select(row => JsonSerializer.Serialize(new FaultResult(row, name, passed, measured))));
    }

    /// <summary>Writes down the version of the broker that all rows run against.</summary>
    public static void WriteBroker(string version) => Append([JsonSerializer.Serialize(new { Broker = version })]);

    private static void Append(IEnumerable<string> lines)
    {
        string? path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        lock (Gate)
        {
            File.AppendAllLines(path, lines);
        }
    }
}
