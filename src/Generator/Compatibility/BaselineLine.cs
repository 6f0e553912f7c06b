using Microsoft.CodeAnalysis.Text;
using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility;

/// <summary>One line of the baseline.</summary>
/// <param name="Text">The line as it stands in the file.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Entry">What it says, or null if it cannot be read.</param>
internal sealed record BaselineLine(string Text, int Number, TextSpan Span, bool IsRetired, WireEntry? Entry)
{
    /// <summary>Why it does not count, or null.</summary>
    public string? Problem { get; set; }
}
