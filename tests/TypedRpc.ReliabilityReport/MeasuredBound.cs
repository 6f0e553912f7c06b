using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedRpc.ReliabilityReport;

/// <summary>Puts what several runs have measured into one line.</summary>
public static partial class MeasuredBound
{
    /// <summary>A text for each thing that was measured: from the least to the most, where it is a time.</summary>
    public static IEnumerable<string> Merge(IEnumerable<string> texts) =>
        texts.GroupBy(static text => Time().Match(text) is { Success: true } match ? $"{match.Groups["what"].Value}\n{match.Groups["bound"].Value}" : text)
            .Select(static group => Merge(group.Key, [.. group]));

    private static string Merge(string key, string[] texts)
    {
        if (!Time().IsMatch(texts[0]))
        {
            return texts[0];
        }

        int[] times = [.. texts.Select(static text => int.Parse(Time().Match(text).Groups["time"].Value, CultureInfo.InvariantCulture)).Order()];
        string range = times[0] == times[^1] ? $"{times[0]}" : $"{times[0]} to {times[^1]}";
        string[] whatAndBound = key.Split('\n');
        return $"{whatAndBound[0]}: {range} ms (bound {whatAndBound[1]} ms)";
    }

    [GeneratedRegex(@"^(?<what>.*): (?<time>\d+) ms \(bound (?<bound>\d+) ms\)$")]
    private static partial Regex Time();
}
