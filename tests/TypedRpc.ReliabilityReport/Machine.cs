using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace TypedRpc.ReliabilityReport;

/// <summary>What the tests have run with and on.</summary>
public static class Machine
{
    /// <summary>A paragraph about it.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="commit">What was tested.</param>
    /// <param name="results">What came of it.</param>
    public static string Describe(string root, string commit, Results results)
    {
        string version = XDocument.Load(Path.Combine(root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        int failed = results.All.Count(static test => !test.Passed);
        string brokers = results.Brokers.Count == 0 ? "RabbitMQ" : $"RabbitMQ {string.Join(", ", results.Brokers)}";
        string runs = results.Runs == 1 ? "one run" : $"{results.Runs} runs";
        return $"""
            {DateTime.UtcNow:yyyy-MM-dd}: TypedRpc {version} ({commit}), {brokers}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription},
            {Environment.ProcessorCount} processors, {memory} GiB of memory, shared with other work. {char.ToUpperInvariant(runs[0])}{runs[1..]}: {results.All.Count} results of tests of a row, {failed} of them failed.

            """;
    }
}
