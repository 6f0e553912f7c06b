using System.Text;
using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>Reads the parts of one line. What is not there is a <see cref="FormatException"/>.</summary>
internal sealed class LineReader(string line)
{
    private int _position;

    public bool IsAtEnd => _position == line.Length;

    public bool TryTake(string text)
    {
        if (string.CompareOrdinal(line, _position, text, 0, text.Length) != 0)
        {
            return false;
        }

        _position += text.Length;
        return true;
    }

    public void Take(string text)
    {
        if (!TryTake(text))
        {
            throw new FormatException($"'{text}' is expected at column {_position + 1}");
        }
    }

    /// <summary>Everything up to a character, which is taken as well.</summary>
    public string TakeUntil(char end)
    {
        var index = line.IndexOf(end, _position);
        if (index < 0)
        {
            throw new FormatException($"'{end}' is missing");
        }

        var text = line.Substring(_position, index - _position);
        _position = index + 1;
        return text;
    }

    public string TakeName() => TryTake("\"") ? TakeQuoted() : TakeWhile(WireName.IsPlain);

    /// <summary>A number, or a name that stays in its quotes.</summary>
    public string TakeKey() => TryTake("\"") ? WireName.Quote(TakeQuoted()) : TakeWhile(static character => character is '-' or (>= '0' and <= '9'));

    public WireType TakeType()
    {
        var name = TakeWhile(static character => " ,;<>?()[]\"".IndexOf(character) < 0);
        var arguments = new List<WireType>();
        if (TryTake("<"))
        {
            do
            {
                arguments.Add(TakeType());
            }
            while (TryTake(", "));
            Take(">");
        }

        return new(name, new EquatableArray<WireType>(arguments), TryTake("?"));
    }

    private string TakeWhile(Func<char, bool> isPart)
    {
        var start = _position;
        while (_position < line.Length && isPart(line[_position]))
        {
            _position++;
        }

        return _position > start ? line.Substring(start, _position - start) : throw new FormatException($"a name is expected at column {start + 1}");
    }

    private string TakeQuoted()
    {
        var text = new StringBuilder();
        for (; _position < line.Length; _position++)
        {
            switch (line[_position])
            {
                case '"':
                    _position++;
                    return text.ToString();
                case '\\' when _position + 1 < line.Length:
                    text.Append(line[++_position]);
                    break;
                case var character:
                    text.Append(character);
                    break;
            }
        }

        throw new FormatException("a quote is not closed");
    }
}
