using TypedRpc.Generator.Tests.Harness;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Compatibility;

/// <summary>The contracts that the suite of evolution runs against each other: the rules call safe what works there, and report what does not.</summary>
public sealed class EvolutionContractTests
{
    [Fact]
    public async Task What_works_is_called_safe()
    {
        var diagnostics = await BaselineHarness.CompareAsync(Read("Before", "IShop.cs"), Read("After", "IStore.cs"));
        diagnostics.Select(static diagnostic => diagnostic.Id).Distinct().ShouldBe(["TRPC3002", "TRPC3015"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_breaks_is_reported()
    {
        var source = Read("Broken", "IShop.cs");
        var diagnostics = await BaselineHarness.CompareAsync(Read("Before", "IShop.cs"), source);
        var expected = source.Split('\n').Index().Where(static line => line.Item.Contains("// TRPC", StringComparison.Ordinal)).ToArray();
        expected.Length.ShouldBe(13);
        foreach (var (_, comment) in expected)
        {
            diagnostics.ShouldContain(diagnostic => diagnostic.Id == comment.Trim().Substring(3, 8), comment);
        }

        diagnostics.ShouldContain(static diagnostic => diagnostic.Id == "TRPC3003");
    }

    private static string Read(string version, string file) => File
        .ReadAllText(RepositoryRoot.Combine("tests", "Behaviour", "Evolution", version, file))
        .Replace($"Evolution.{version}", "Evolution", StringComparison.Ordinal)
        .Insert(0, "using TypedRpc;\n");
}
