using Microsoft.CodeAnalysis.Text;

namespace TypedRpc.Generator.Compatibility;

/// <summary>Changes lines of <c>RabbitContracts.txt</c>. Comments stay where they are.</summary>
internal static class BaselineEditor
{
    /// <summary>What a new file begins with.</summary>
    public const string Header =
        """
        # What old clients and servers rely on. TypedRpc compares the contracts with it and reports what would break them.
        # Rules and format: https://github.com/typedrpc/typedrpc/blob/main/docs/evolution.md

        """;

    /// <summary>The text without some lines and with others, each at its place in the order of the file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="removed">Lines that go.</param>
    /// <param name="added">Lines that come, if they are not there.</param>
    public static string Apply(string text, IEnumerable<string> removed, IEnumerable<string> added)
    {
        var gone = new HashSet<string>(removed, StringComparer.Ordinal);
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        var lines = text.Replace("\r\n", "\n").TrimEnd('\n') is { Length: > 0 } content
            ? content.Split('\n').Where(line => !gone.Contains(line.Trim())).ToList()
            : [];
        foreach (var line in added.Distinct(StringComparer.Ordinal).Where(line => !lines.Contains(line)).OrderBy(Order, StringComparer.Ordinal).ToList())
        {
            var next = lines.FindIndex(other => IsEntry(other) && string.CompareOrdinal(Order(other), Order(line)) > 0);
            lines.Insert(next < 0 ? lines.Count : next, line);
        }

        RemoveUnreachable(lines);
        return string.Join(newLine, lines) + newLine;
    }

    /// <summary>Types that no contract uses any more, so that the file is what a fresh one would be.</summary>
    private static void RemoveUnreachable(List<string> lines)
    {
        var baseline = BaselineParser.Parse(SourceText.From(string.Join("\n", lines)));
        var unreachable = new HashSet<string>(BaselineReach.Unreachable(baseline).Select(static line => line.Text), StringComparer.Ordinal);
        lines.RemoveAll(line => unreachable.Contains(line.Trim()));
    }

    private static bool IsEntry(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#';

    /// <summary>A retired line stands where it stood before.</summary>
    private static string Order(string line) =>
        line.StartsWith(BaselineParser.RetiredPrefix, StringComparison.Ordinal) ? line.Substring(BaselineParser.RetiredPrefix.Length) : line;
}
