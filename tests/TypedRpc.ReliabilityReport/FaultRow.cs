namespace TypedRpc.ReliabilityReport;

/// <summary>A row of the catalogue of faults.</summary>
/// <param name="Id">For example <c>A1</c>.</param>
/// <param name="Gate">Whether it must be covered: the rows with a star.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Required">What has to happen then.</param>
/// <param name="Gap">What no test covers, and why; empty if there is no more to say.</param>
public sealed record FaultRow(string Id, bool Gate, string Fault, string Required, string Gap)
{
    private const int Columns = 5;

    /// <summary>The section that the row belongs to.</summary>
    public char Section => Id[0];

    /// <summary>Reads the rows of a file: a line a row, columns separated by tabs, one line of headings.</summary>
    /// <exception cref="FormatException">A line has not five columns, or a row is there twice.</exception>
    public static IReadOnlyList<FaultRow> Load(string path)
    {
        FaultRow[] rows = [.. File.ReadLines(path).Skip(1).Where(static line => line.Length > 0).Select(Parse)];
        string? twice = rows.GroupBy(static row => row.Id).FirstOrDefault(static group => group.Count() > 1)?.Key;
        return twice is null ? rows : throw new FormatException($"{twice} is there twice.");
    }

    private static FaultRow Parse(string line)
    {
        string[] cells = line.Split('\t');
        return cells.Length == Columns && cells[1] is ("*" or "")
            ? new FaultRow(cells[0], cells[1] == "*", cells[2], cells[3], cells[4].Trim())
            : throw new FormatException($"Five columns, the second with * or nothing, were expected: {line}");
    }
}
