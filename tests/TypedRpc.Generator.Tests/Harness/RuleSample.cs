using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>A file of <c>samples/Rules</c>: what a rule reports and the same code mended, in regions named <c>Violation</c> and <c>Fix</c>.</summary>
internal sealed record RuleSample(string Id, string Text)
{
    private static readonly string Folder = RepositoryRoot.Combine("samples", "Rules");

    public static string[] Ids { get; } = [.. Directory.GetFiles(Folder, "TRPC*.cs").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    public static RuleSample Read(string id) => new(id, File.ReadAllText(Path.Combine(Folder, id + ".cs")));

    /// <summary>The sample as a project of its own, together with what all samples share, but without what surrounds the other region.</summary>
    public CSharpCompilation CompileWithout(string region) => Sources.CompileFiles(
    [
        Sources.ImplicitUsings,
        .. Directory.GetFiles(Folder, "*.cs").Where(static file => !Path.GetFileName(file).StartsWith("TRPC", StringComparison.Ordinal)).Select(File.ReadAllText),
        Blank(region),
    ]);

    /// <summary>The lines of a region.</summary>
    public TextSpan Find(string region)
    {
        var directives = CSharpSyntaxTree.ParseText(Text).GetRoot().DescendantTrivia()
            .Where(static trivia => trivia.IsDirective)
            .Select(static trivia => (DirectiveTriviaSyntax)trivia.GetStructure()!)
            .SkipWhile(directive => !directive.ToString().Trim().Equals($"#region {region}", StringComparison.Ordinal))
            .Where(static directive => directive is RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax)
            .Take(2)
            .ToArray();
        directives.Length.ShouldBe(2, $"{Id} has no region '{region}'.");
        return TextSpan.FromBounds(directives[0].FullSpan.End, Text.LastIndexOf('\n', directives[1].SpanStart) + 1);
    }

    /// <summary>The lines of a region as the rule's page shows them: without what all are indented by.</summary>
    public string Snippet(string region)
    {
        var span = Find(region);
        var lines = Text[span.Start..span.End].Split('\n');
        var indentation = lines.Where(static line => line.Length > 0).Min(static line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indentation..]));
    }

    /// <summary>The text with spaces for the innermost namespace, type or method around a region, so that places stay where they are.</summary>
    private string Blank(string region)
    {
        var span = Find(region);
        var around = CSharpSyntaxTree.ParseText(Text).GetRoot().DescendantNodes().Last(node => node is MemberDeclarationSyntax && node.Span.Contains(span)).Span;
        return string.Concat(Text.Select((character, index) => around.Contains(index) && character != '\n' ? ' ' : character));
    }
}
