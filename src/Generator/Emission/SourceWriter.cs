using System.Text;

namespace TypedRpc.Generator.Emission;

/// <summary>Writes indented lines that end with <c>\n</c> on every platform.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes the lines of a text, or an empty line.</summary>
    public void Write(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            _text.Append(' ', line.Length > 0 ? 4 * _depth : 0).Append(line).Append('\n');
        }
    }

    /// <summary>Writes the lines and opens a block behind them.</summary>
    public void Open(string text)
    {
        Write(text);
        Write("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Write(end);
    }

    public override string ToString() => _text.ToString();
}
