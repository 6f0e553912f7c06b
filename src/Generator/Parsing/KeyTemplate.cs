namespace TypedRpc.Generator.Parsing;

/// <summary>Templates of routing keys: <c>payment.{region}.refunded</c>. A word in braces stands for the parameter of that name.</summary>
internal static class KeyTemplate
{
    public static string[] Words(string template) => template.Split('.');

    /// <summary>The name in a placeholder, or null for a word that stands for itself.</summary>
    public static string? Placeholder(string word) =>
        word.Length > 2 && word[0] == '{' && word[word.Length - 1] == '}' ? word.Substring(1, word.Length - 2) : null;

    /// <summary>The template with <c>*</c> for its placeholders: what binds a queue to all its keys.</summary>
    public static string Pattern(string template) => string.Join(".", Words(template).Select(static word => Placeholder(word) is null ? word : "*"));

    /// <summary>What is wrong with a template, or null.</summary>
    public static string? FindProblem(string template)
    {
        if (WireNameRules.CheckText(template) is { } problem)
        {
            return problem;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words(template))
        {
            if (FindProblemOfWord(word) is { } found)
            {
                return found;
            }

            if (Placeholder(word) is { } name && !names.Add(name))
            {
                return $"names '{name}' twice; a parameter is one word of the key";
            }
        }

        return null;
    }

    /// <summary>Whether one key can come from both templates.</summary>
    public static bool CanBeEqual(string left, string right)
    {
        var words = Words(right);
        return Words(left) is var others
            && others.Length == words.Length
            && words.Zip(others, static (word, other) => word == other || Placeholder(word) is not null || Placeholder(other) is not null).All(static equal => equal);
    }

    private static string? FindProblemOfWord(string word)
    {
        var opened = word.Count(static character => character == '{');
        var closed = word.Count(static character => character == '}');
        return word switch
        {
            "" => "has an empty word; write one word between two dots",
            "*" or "#" => $"has the word '{word}', which stands for any words where a queue is bound; only bindings may have it",
            "{}" => "has a placeholder without a name; write the name of a parameter between the braces",
            _ when opened != closed || word.IndexOf('}') < word.IndexOf('{') => $"has a brace without its counterpart in the word '{word}'",
            _ when opened > 1 => $"has two placeholders in the word '{word}', which could not be told apart again; put a dot between them",
            _ when opened == 1 && Placeholder(word) is null => $"has text beside a placeholder in the word '{word}'; a placeholder is a whole word, so put a dot between them",
            _ => null,
        };
    }
}
