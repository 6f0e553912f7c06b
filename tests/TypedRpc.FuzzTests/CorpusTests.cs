using TypedRpc.Fuzz;
using TypedRpc.TestSupport;

namespace TypedRpc.FuzzTests;

/// <summary>Inputs that found something once find nothing any more.</summary>
public sealed class CorpusTests
{
    private static readonly string Corpus = RepositoryRoot.Combine("tests", "TypedRpc.FuzzTests", "Corpus");

    public static TheoryData<string, string> Inputs => new(Directory.GetFiles(Corpus, "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(static file => (Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file))));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Finds_nothing(string target, string file)
    {
        using var reader = FuzzTargets.All[target]();
        InputRunner.Run(reader, File.ReadAllBytes(Path.Combine(Corpus, target, file))).ShouldBeNull();
    }
}
