namespace TypedRpc;

/// <summary>The words of a routing key, some of which stand for a parameter.</summary>
internal sealed class RoutingKeyTemplate
{
    private readonly string[] _words;
    private readonly int[] _placeholders;

    public RoutingKeyTemplate(string text)
    {
        Text = text;
        _words = text.Split('.');
        _placeholders = [.. Enumerable.Range(0, _words.Length).Where(index => IsPlaceholder(_words[index]))];
        Pattern = string.Join('.', _words.Select(static word => IsPlaceholder(word) ? "*" : word));
    }

    public string Text { get; }

    /// <summary>What binds a queue to all keys of the template.</summary>
    public string Pattern { get; }

    public int PlaceholderCount => _placeholders.Length;

    public IReadOnlyList<string> Words => _words;

    /// <summary>Position of a placeholder among the words.</summary>
    public int WordOf(int placeholder) => _placeholders[placeholder];

    /// <summary>Name of the parameter that a placeholder stands for.</summary>
    public string NameOf(int placeholder) => _words[_placeholders[placeholder]][1..^1];

    /// <summary>Whether a key can come from this template.</summary>
    public bool Matches(string routingKey)
    {
        if (_placeholders.Length == 0)
        {
            return routingKey == Text;
        }

        var index = 0;
        foreach (var range in routingKey.AsSpan().Split('.'))
        {
            var word = routingKey.AsSpan()[range];
            if (index == _words.Length || (IsPlaceholder(_words[index]) ? word.IsEmpty : !word.SequenceEqual(_words[index])))
            {
                return false;
            }

            index++;
        }

        return index == _words.Length;
    }

    public static bool IsPlaceholder(string word) => word is ['{', _, .., '}'];
}
