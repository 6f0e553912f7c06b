using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.Generator.Incremental;

/// <summary>
/// The declarations of a compilation as numbers that are equal when nothing has changed. Bodies, comments and white space do not count: what the user types
/// in them changes no contract.
/// </summary>
internal sealed class DeclarationHash
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclarationHash> Trees = new();
    private static readonly ConditionalWeakTable<Compilation, DeclarationHash> Compilations = new();

    private DeclarationHash(ulong names, ulong all) => (Names, All) = (names, all);

    /// <summary>All but the methods of interfaces: what the names in a contract mean.</summary>
    public ulong Names { get; }

    public ulong All { get; }

    /// <summary>Only trees that are new are looked at; the others were when they were.</summary>
    public static DeclarationHash Of(Compilation compilation) => Compilations.GetValue(compilation, OfCompilation);

    private static DeclarationHash OfCompilation(Compilation compilation)
    {
        var seed = new Fnv();
        seed.Add(RuntimeHelpers.GetHashCode(compilation.Options)); // The compiler's own options have no hash of what they say.
        foreach (var reference in compilation.ExternalReferences)
        {
            seed.Add(RuntimeHelpers.GetHashCode(reference));
        }

        var (names, all) = (seed, seed);
        foreach (var tree in ((CSharpCompilation)compilation).SyntaxTrees)
        {
            var hash = Trees.GetValue(tree, OfTree);
            names.Add(hash.Names);
            all.Add(hash.All);
        }

        return new(names.Value, all.Value);
    }

    private static DeclarationHash OfTree(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        if (root.GetFirstDirective(static directive => directive is NullableDirectiveTriviaSyntax) is not null)
        {
            // It counts from where it stands, be it in a body.
            var text = new Fnv();
            text.Add(root.ToFullString());
            return new(text.Value, text.Value);
        }

        return new(Hash(root, static node => !IsBody(node) && !IsInterfaceMethod(node)), Hash(root, static node => !IsBody(node)));
    }

    private static ulong Hash(SyntaxNode root, Func<SyntaxNode, bool> counts)
    {
        var hash = new Fnv();
        foreach (var token in root.DescendantTokens(counts))
        {
            hash.Add(token.Text);
        }

        return hash.Value;
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax;

    private static bool IsInterfaceMethod(SyntaxNode node) => node is MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax };
}
