using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedRpc.Mutation.Mutants;

/// <summary>Compiles a project with all its mutants in one assembly. What does not compile is left out.</summary>
internal sealed class MutatedAssembly
{
    private const int MostRounds = 30;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private readonly string _folder;
    private readonly CSharpCompilation _original;
    private readonly HashSet<int> _excluded = [];

    /// <param name="folder">The project's folder; its build has left what it generates in <c>obj</c>.</param>
    public MutatedAssembly(string folder)
    {
        _folder = folder;
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Concat(Directory.GetFiles(Path.Combine(folder, "obj", "Release", "netstandard2.0"), "TypedRpc.Generator.*.cs"));
        _original = CSharpCompilation.Create(
            "TypedRpc.Generator",
            files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), ParseOptions, file)).Append(CSharpSyntaxTree.ParseText(MutantSwitch.Source, ParseOptions)),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Compilation).Assembly.Location), MetadataReference.CreateFromFile(typeof(CSharpCompilation).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The mutants of the assembly that was compiled last.</summary>
    public MutantList Mutants { get; private set; } = new(new HashSet<int>());

    /// <summary>How many mutants are no C#.</summary>
    public int Excluded => _excluded.Count;

    public void Write(string path)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var compilation = Rewrite();
            var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
            if (errors.Length == 0)
            {
                compilation.Emit(path);
                return;
            }

            var found = errors.SelectMany(error => Culprits(error, compilation)).ToArray();
            if (found.Length == 0)
            {
                throw new InvalidOperationException(string.Join('\n', errors.Take(10)));
            }

            _excluded.UnionWith(found);
        }

        throw new InvalidOperationException("Mutants that do not compile come up again and again.");
    }

    private CSharpCompilation Rewrite()
    {
        Mutants = new(_excluded);
        var mutated = _original;
        foreach (var tree in _original.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(_folder, StringComparison.Ordinal) && !tree.FilePath.Contains("/obj/", StringComparison.Ordinal)))
        {
            var file = Path.GetRelativePath(_folder, tree.FilePath).Replace('\\', '/');
            var root = (CSharpSyntaxNode)new MutantRewriter(_original.GetSemanticModel(tree), file, Mutants).Visit(tree.GetRoot())!;
            mutated = mutated.ReplaceSyntaxTree(tree, CSharpSyntaxTree.Create(root, ParseOptions, tree.FilePath));
        }

        return mutated;
    }

    /// <summary>The mutants that an error comes from: around its place, around the variable that is not assigned, or all of the member.</summary>
    private static IEnumerable<int> Culprits(Diagnostic error, CSharpCompilation compilation)
    {
        if (error.Location.SourceTree is not { } tree)
        {
            return [];
        }

        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        if (error.Id is "CS0165" && compilation.GetSemanticModel(tree).GetSymbolInfo(node).Symbol?.DeclaringSyntaxReferences is [var declaration, ..])
        {
            node = declaration.GetSyntax();
        }

        int[] around = [.. node.AncestorsAndSelf().SelectMany(Ids).Take(1)];
        return around.Length > 0 ? around : node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().SelectMany(Ids) ?? [];
    }

    private static IEnumerable<int> Ids(SyntaxNode node) => node.GetAnnotations(MutantList.Annotation).Select(static annotation => int.Parse(annotation.Data!, System.Globalization.CultureInfo.InvariantCulture));
}
