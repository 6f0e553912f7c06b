using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.Mutation.Mutants;

/// <summary>Numbers mutants and probes in the order of the source; a number that does not compile stays out.</summary>
internal sealed class MutantList(IReadOnlySet<int> excluded)
{
    /// <summary>Marks the code that belongs to a number.</summary>
    public const string Annotation = "mutant";

    private const int LongestText = 160;

    private readonly List<Mutant> _mutants = [];

    public IReadOnlyList<Mutant> All => _mutants;

    /// <summary>How many numbers there are; the first is 1.</summary>
    public int Count { get; private set; }

    public int NextProbe() => ++Count;

    /// <summary>Adds a mutant, unless it is excluded. Without a probe it is its own.</summary>
    public int? Add(SyntaxNode before, string after, string file, int? probe = null)
    {
        var id = ++Count;
        if (excluded.Contains(id))
        {
            return null;
        }

        var line = before.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        _mutants.Add(new(id, probe ?? id, $"{file} {Member(before)}", line, $"{Text(before)} → {after}"));
        return id;
    }

    public bool IsExcluded(int id) => excluded.Contains(id);

    public static string Text(SyntaxNode node)
    {
        var text = string.Join(' ', node.ToString().Split((char[])[' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    private static string Member(SyntaxNode node) => node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        var other => other?.Kind().ToString() ?? "",
    };
}
