using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>Names and texts.</summary>
internal sealed class RandomNames(Random random)
{
    private static readonly string[] Fragments =
    [
        "a", "Order", "x.y", "-", "_", " ", "\"", "\\", "'", "{0}", "{", "}", "$", "@", "/", "*", "#", "//", "/*", "*/", "ß", "数", "é", "\u2028", "\u2029", "\u0085", "\ufeff", "\u200b", "\U0001F600", "<", ">", "&", "%",
    ];

    /// <summary>Members of each type, so not the name of one.</summary>
    public static string[] OfAnyType { get; } = ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private static readonly string[] BadTexts =
        ["", " ", "\n", "a\r\nb", "\0", "\t", "\u001b[0m", "\ud800", "a\udc00b", new('x', 200), new('x', 201), new('ß', 101), "amq.x", "*", "#", "a.#.b", "$x", "a/b", "\u0085", "\ufffe"];

    /// <summary>A name with an <c>@</c> where it needs one; none of those that are taken, nor one with the same name on the wire.</summary>
    public string Identifier(ISet<string> taken)
    {
        while (true)
        {
            var name = random.Next(5) switch
            {
                0 => random.Pick(Identifiers.Keywords),
                1 => random.Pick(Identifiers.Used),
                2 => random.Pick(Identifiers.Unicode),
                _ => $"{random.Pick("Get", "Put", "order", "x", "_", "I", "Async")}{random.Pick("", "Async", "Item", "1", "_2", "Method")}",
            };
            if (SyntaxFacts.IsValidIdentifier(Plain(name)) && !taken.Contains(Plain(name)) && taken.Add(Wire(name)))
            {
                return name;
            }
        }
    }

    /// <summary>A text that may be a name on the wire.</summary>
    public string Text()
    {
        var text = new StringBuilder(random.Pick("a", "Z", "7", "é"));
        for (var count = random.Next(5); count > 0; count--)
        {
            text.Append(random.Pick(Fragments));
        }

        return text.Append(random.Next(100)).Replace("\u0085", "").Replace("/", "|").Replace("*", "x").Replace("#", "y").ToString();
    }

    public string BadText() => random.Pick(BadTexts);

    /// <summary>The text in one of the ways to write it.</summary>
    public string Literal(string text) => random.Next(4) switch
    {
        0 => $"@\"{text.Replace("\"", "\"\"")}\"",
        1 => $"\"{string.Concat(text.Select(static character => $"\\u{(int)character:x4}"))}\"",
        2 => $"{SymbolDisplay.FormatLiteral(text[..(text.Length / 2)], quote: true)} + {SymbolDisplay.FormatLiteral(text[(text.Length / 2)..], quote: true)}",
        _ => SymbolDisplay.FormatLiteral(text, quote: true),
    };

    /// <summary>The name as the compiler takes it.</summary>
    public static string Plain(string name) => SyntaxFactory.ParseToken(name).ValueText;

    private static string Wire(string name) => Plain(name) is { Length: > 5 } plain && plain.EndsWith("Async", StringComparison.Ordinal) ? plain[..^5] : Plain(name);
}
