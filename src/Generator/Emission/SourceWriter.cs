using System;
using System.Text;

namespace TypedRpc.Generator.Emission;

/// <summary>Text with indentation. Lines end with \n on every system: goldens and hashes must not depend on it.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indentation;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _indentation * 4).Append(line);
        }

        _text.Append('\n');
    }

    public void Block(string head, Action body, string end = "}")
    {
        Line(head);
        Line("{");
        _indentation++;
        body();
        _indentation--;
        Line(end);
    }

    public override string ToString() => _text.ToString();
}
