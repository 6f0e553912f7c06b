using System.Xml.Linq;

namespace TypedRpc.ReliabilityReport;

/// <summary>A test with its arguments that has run once, and the row it covers.</summary>
/// <param name="Row">The row.</param>
/// <param name="Project">Its project, without what all have in common.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Method">Its method.</param>
/// <param name="Passed">Whether it passed.</param>
public sealed record TestRun(string Row, string Project, string ClassName, string Method, bool Passed)
{
    /// <summary>Reads a report that xunit has written; a test with two rows is there twice.</summary>
    public static IReadOnlyList<TestRun> Load(string path) =>
        [.. XDocument.Load(path).Descendants("assembly").SelectMany(static assembly => assembly.Descendants("test").SelectMany(test => Read(assembly, test)))];

    private static IEnumerable<TestRun> Read(XElement assembly, XElement test)
    {
        string project = Path.GetFileNameWithoutExtension((string)assembly.Attribute("name")!).Replace("TypedRpc.", string.Empty, StringComparison.Ordinal);
        string className = ((string)test.Attribute("type")!).Split('.')[^1];
        return test.Descendants("trait")
            .Where(static trait => (string?)trait.Attribute("name") == "Fault")
            .Select(trait => new TestRun(
                (string)trait.Attribute("value")!, project, className, (string)test.Attribute("method")!, (string?)test.Attribute("result") == "Pass"));
    }
}
