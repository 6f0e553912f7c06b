using Microsoft.CodeAnalysis.Text;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility;

/// <summary>Reads <c>RabbitContracts.txt</c>.</summary>
internal static class BaselineParser
{
    public const string RetiredPrefix = "*RETIRED* ";

    public static Baseline Parse(SourceText text)
    {
        var lines = new List<BaselineLine>();
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.Length > 0 && content[0] != '#')
            {
                lines.Add(Parse(content, line));
            }
        }

        return new(lines);
    }

    private static BaselineLine Parse(string text, TextLine line)
    {
        var isRetired = text.StartsWith(RetiredPrefix, StringComparison.Ordinal);
        try
        {
            var entry = EntryParser.Parse(isRetired ? text.Substring(RetiredPrefix.Length) : text);
            return new(text, line.LineNumber + 1, line.Span, isRetired, entry);
        }
        catch (FormatException exception)
        {
            return new(text, line.LineNumber + 1, line.Span, isRetired, Entry: null) { Problem = exception.Message };
        }
    }
}
