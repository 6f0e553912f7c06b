using System.Text.RegularExpressions;

namespace TypedRpc.ReliabilityReport;

/// <summary>A place in the sources of the tests that names a row: <c>[Fault("A1")]</c> or <c>[Trait("Fault", "A1")]</c>.</summary>
/// <param name="Row">The row.</param>
/// <param name="File">The file, relative to the folder of the repository.</param>
public sealed partial record FaultTag(string Row, string File)
{
    /// <summary>Finds the tags in all sources under a folder of the repository.</summary>
    public static IReadOnlyList<FaultTag> Find(SourceFiles sources) =>
        [.. sources.All.SelectMany(static file => Tag().Matches(file.Text).Select(match => new FaultTag(match.Groups["row"].Value, file.Path)))];

    [GeneratedRegex("""\b(Fault\(|Trait\("Fault", )"(?<row>[^"]*)"\)""")]
    private static partial Regex Tag();
}
