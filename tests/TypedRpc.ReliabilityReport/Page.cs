using System.Text;

namespace TypedRpc.ReliabilityReport;

/// <summary>Writes the tables of the page.</summary>
public sealed class Page(IReadOnlyList<FaultRow> rows, Results results, SourceFiles sources)
{
    private const string Begin = "<!-- results: written by eng/reliability.sh -->";
    private const string End = "<!-- end of results -->";

    private static readonly (char Section, string Title)[] Sections =
    [
        ('A', "Connection and broker"),
        ('B', "Channels, topology, the broker's resources"),
        ('C', "Calls, time, overload"),
        ('D', "Handlers, payloads, contracts"),
        ('F', "Security"),
    ];

    /// <summary>Puts the tables into the page, between two marks; everything else stays as it is.</summary>
    /// <exception cref="FormatException">The page has no marks.</exception>
    public string Insert(string page, string heading)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{page[..begin]}{Begin}\n\n{heading}\n{Tables()}{page[end..]}"
            : throw new FormatException($"The page needs '{Begin}' and '{End}'.");
    }

    private string Tables()
    {
        var text = new StringBuilder();
        foreach ((char section, string title) in Sections)
        {
            FaultRow[] all = [.. rows.Where(row => row.Section == section)];
            int covered = all.Count(row => results.TestsOf(row.Id).Count > 0);
            int gates = all.Count(static row => row.Gate);
            int coveredGates = all.Count(row => row.Gate && results.TestsOf(row.Id).Count > 0);
            text.Append($"\n### {section}: {title}\n\n{covered} of {all.Length} rows have tests, of {gates} with a star {coveredGates}.\n\n");
            text.Append("| Row | Fault | Required | Tests | Result | Measured |\n|---|---|---|---|---|---|\n");
            foreach (FaultRow row in all)
            {
                text.Append(Line(row));
            }
        }

        return text.Append('\n').ToString();
    }

    private string Line(FaultRow row)
    {
        IReadOnlyList<TestRun> tests = results.TestsOf(row.Id);
        string[] cells =
        [
            row.Gate ? $"{row.Id} ★" : row.Id,
            row.Fault,
            row.Required,
            string.Join("<br>", tests.GroupBy(Place).Select(static group => group.Key).Order(StringComparer.Ordinal)),
            Result(tests),
            string.Join("<br>", results.MeasuredOf(row.Id).Select(Escape).Concat(Gap(row, tests))),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private string Place(TestRun test)
    {
        string name = test.Method.Replace('_', ' ');
        return sources.Declaring(test.ClassName, test.Method) is { } file ? $"[{name}](../{file.Path})" : name;
    }

    private static string Result(IReadOnlyList<TestRun> tests)
    {
        int failed = tests.Count(static test => !test.Passed);
        return tests.Count == 0 ? "no test" : failed == 0 ? $"passed {tests.Count}" : $"**failed {failed} of {tests.Count}**";
    }

    private static string[] Gap(FaultRow row, IReadOnlyList<TestRun> tests) =>
        row.Gap.Length > 0 ? [$"*Not covered:* {row.Gap}"] : tests.Count == 0 ? [row.Gate ? "*Not covered*" : "*Not covered:* no test yet; not a row with a star"] : [];

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
