using System.Reflection;
using System.Text.Json;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>Writes a line for each row that a test covers to the file that <c>TYPEDRPC_FAULT_RESULTS</c> names, if it does.</summary>
internal static class FaultResults
{
    public const string Variable = "TYPEDRPC_FAULT_RESULTS";

    private static readonly Lock Gate = new();

    /// <summary>Writes down how the test that now ends has gone.</summary>
    public static void Write(MethodInfo test, bool passed, IEnumerable<string> measured)
    {
        string? path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        string name = $"{test.DeclaringType!.Name}.{test.Name}";
        string bounds = string.Join("; ", measured);
        lock (Gate)
        {
            File.AppendAllLines(
                path,
                test.GetCustomAttributes<FaultAttribute>().Select(fault => JsonSerializer.Serialize(new FaultResult(fault.Row, name, passed, bounds))));
        }
    }
}
