using System.Text.Json;

namespace TypedRpc.ReliabilityReport;

/// <summary>A line of the file that <c>TYPEDRPC_FAULT_RESULTS</c> names: what a test has measured, or which broker it ran against.</summary>
/// <param name="Row">The row that the test covers.</param>
/// <param name="Test">Class and method of the test.</param>
/// <param name="Measured">What it measured.</param>
/// <param name="Broker">The version of RabbitMQ.</param>
public sealed record ResultLine(string? Row, string? Test, IReadOnlyList<string>? Measured, string? Broker)
{
    /// <summary>Reads the lines of a file.</summary>
    public static IReadOnlyList<ResultLine> Load(string path) => [.. File.ReadLines(path).Select(static line => JsonSerializer.Deserialize<ResultLine>(line)!)];
}
