using System.Globalization;
using System.Text;

namespace TypedRpc.Soak.Reporting;

/// <summary>Lines of text, with numbers that are the same everywhere.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>How many ended in each way, the most frequent first.</summary>
    public void Ends(string what, IReadOnlyDictionary<string, long> ends)
    {
        long all = ends.Values.Sum();
        Line($"| how {what} ended | {what} | % |");
        Line($"|---|--:|--:|");
        foreach ((string end, long count) in ends.OrderByDescending(static pair => pair.Value))
        {
            Line($"| {end} | {count:N0} | {100.0 * count / all:0.000} |");
        }
    }

    /// <summary>How many of each, in one line.</summary>
    public static string Counts(IEnumerable<KeyValuePair<string, long>> counts) =>
        string.Join(", ", counts.Select(static pair => FormattableString.Invariant($"{pair.Key} {pair.Value:N0}")));

    public override string ToString() => _text.ToString();
}
