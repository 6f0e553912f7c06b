using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>What the compiler reports in the user's source is not reported once more in generated code.</summary>
public sealed class UnfinishedSourceTests
{
    [Theory]
    [InlineData("Task A(Unknown x);")]
    [InlineData("Task A(List<Unknown> x);")]
    [InlineData("Task A((int, Unknown)[] x);")]
    [InlineData("Task A(Unknown.Inner x);")]
    [InlineData("Task<Dictionary<string, Unknown?>> A();")]
    [InlineData("Task<void> A();")]
    [InlineData("Task A(int x, int x);")]
    [InlineData("Task A(CancellationToken x, int x);")]
    [InlineData("[Fault<List<Unknown>>] Task A();")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"A B\")] Task A();")]
    public void Nothing_is_generated(string member) => Generate($"[RabbitService(\"x\")] public interface IFoo {{ {member} }}").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_generated_for_an_accessibility_that_there_is_not() => Generate("[RabbitService(\"x\")] protected internal interface IFoo { Task A(); }").ShouldBeEmpty();

    [Fact]
    public void A_nested_contract_may_be_protected_internal() => Generate("public class Outer { [RabbitService(\"x\")] protected internal interface IFoo { Task A(); } }").ShouldHaveSingleItem();

    private static IReadOnlyList<string> Generate(string source) =>
    [
        .. GeneratorHarness.CreateDriver().RunGenerators(Sources.Compile("using TypedRpc; " + source), TestContext.Current.CancellationToken).GetRunResult().Results[0].GeneratedSources.Select(static file => file.HintName),
    ];
}
