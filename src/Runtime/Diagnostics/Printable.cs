using System.Globalization;

namespace TypedRpc.Diagnostics;

/// <summary>Makes a stranger's text fit for one line of a log: nothing that breaks the line, commands a terminal or turns the order of what follows.</summary>
internal static class Printable
{
    /// <summary>The text, as much of it as is shown.</summary>
    public static string Text(string text, int longest = 256) => string.Create(Math.Min(text.Length, longest), text, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            span[index] = char.GetUnicodeCategory(source[index]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? '?'
                : source[index];
        }
    });
}
