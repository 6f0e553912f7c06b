using System.Text;
using Basic.Reference.Assemblies;
using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Benchmarks.Solutions;

/// <summary>The solution as an editor holds it: one compilation, and files of it that the user types in.</summary>
internal sealed class Workspace
{
    private const int FilesPerContract = 3;

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]); // As the SDK does: MessagePack was built for an older platform.

    private readonly Dialect _dialect;
    private int _edits;

    public Workspace(Dialect dialect, int contracts)
    {
        _dialect = dialect;
        Contracts = contracts;
        Compilation = CSharpCompilation.Create("Solution", Enumerable.Range(0, contracts).SelectMany(Parse), References(), Options);
        Trees = [.. Compilation.SyntaxTrees];
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    public int Contracts { get; }

    public CSharpCompilation Compilation { get; private set; }

    private SyntaxTree[] Trees { get; }

    /// <summary>One more key in the next contract, or in its handler; the file as it was and as it is now.</summary>
    public (SyntaxTree Before, SyntaxTree After) Type(bool inHandler)
    {
        // Every file gets its turn, so that nothing is warm that would not be for a user.
        var number = ++_edits * 7 % Contracts;
        var index = (number * FilesPerContract) + (inHandler ? 2 : 0);
        var text = inHandler ? SolutionText.Handler(number, _edits) : SolutionText.Contract(_dialect, number, _edits);
        var (before, after) = (Trees[index], Parse(text, Trees[index].FilePath));
        Compilation = Compilation.ReplaceSyntaxTree(before, after);
        Trees[index] = after;
        return (before, after);
    }

    private static SyntaxTree Parse(string text, string path)
    {
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, path, Encoding.UTF8);
        _ = tree.GetRoot();
        return tree;
    }

    private static IEnumerable<MetadataReference> References() =>
    [
        .. Net100.References.All,
        .. new[] { typeof(RabbitServiceAttribute), typeof(MessagePackWriter), typeof(MessagePackObjectAttribute), typeof(StreamJsonRpc.JsonRpcContractAttribute), typeof(PolyType.GenerateShapeAttribute) }
            .Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    private IEnumerable<SyntaxTree> Parse(int number) =>
    [
        Parse(SolutionText.Contract(_dialect, number, edits: 0), $"Service{number}.Contract.cs"),
        Parse(SolutionText.Payloads(number), $"Service{number}.Payloads.cs"),
        Parse(SolutionText.Handler(number, edits: 0), $"Service{number}.cs"),
    ];
}
