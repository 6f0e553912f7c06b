using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Advice about cancellation.</summary>
public sealed class TokenRuleTests
{
    [Theory]
    [InlineData("Task A([|CancellationToken token|], int x);")]
    [InlineData("Task A(int x, [|CancellationToken token = default|], int y = 0);")]
    [InlineData("[OneWay] Task A([|CancellationToken token|], int x);")]
    [InlineData("Task A([|CancellationToken token|], [System.ComponentModel.Description] int x);")]
    [InlineData("Task A([|CancellationToken token|], [CallerThing] int x);")]
    [InlineData("Task A([|CancellationToken token|], [System.Runtime.CompilerServices.DateTimeConstant(0)] DateTime x);")]
    public async Task TRPC1010_warns_of_a_token_that_is_not_last(string member)
    {
        var diagnostic = await ReportsAsync("TRPC1010", member);
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
        diagnostic.GetMessage().ShouldContain("'token'");
        GeneratorHarness.CreateDriver().RunGenerators(Sources.Compile(Contract(member.Replace("[|", "").Replace("|]", "")))).GetRunResult().GeneratedTrees.ShouldNotBeEmpty();
    }

    [Fact]
    public Task TRPC1010_warns_of_an_inherited_method_at_the_contract() => RuleHarness.ReportsAsync(
        "TRPC1010",
        """public interface IBase { Task A(CancellationToken token, int x); } [RabbitService("x")] public interface [|IFoo|] : IBase;""");

    [Theory]
    [InlineData("Task A(int x, CancellationToken token);")]
    [InlineData("Task A(CancellationToken token);")]
    [InlineData("Task A(CancellationToken token, params int[] x);")]
    [InlineData("Task A(CancellationToken token = default, [System.Runtime.CompilerServices.CallerMemberName] string caller = \"\");")]
    [InlineData("Task A(int x);")]
    [InlineData("Task A(int x, CancellationToken token); Task B(CancellationToken token, int x) => A(x, token);")]
    public Task TRPC1010_accepts_what_must_stand_behind_the_token(string member) => AcceptsAsync(member);

    [Theory]
    [InlineData("Task [|A|]();")]
    [InlineData("Task<int> [|A|](int x);")]
    public async Task TRPC1011_suggests_a_token_for_a_method_with_a_reply(string member)
    {
        var diagnostic = await ReportsAsync("TRPC1011", member);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Info);
        diagnostic.GetMessage().ShouldContain("'IFoo.A(");
    }

    [Theory]
    [InlineData("Task A(CancellationToken token = default);")]
    [InlineData("Task A(CancellationToken token, params int[] x);")]
    [InlineData("[OneWay] Task A(int x);")]
    public Task TRPC1011_accepts_a_token_and_one_way_methods(string member) => AcceptsAsync(member);

    [Fact]
    public async Task Methods_of_another_project_get_no_advice()
    {
        var other = Sources.Compile("public interface IBase { Task A(CancellationToken token, int x); Task B(); }").ToMetadataReference();
        var compilation = Sources.Compile(Contract("")).AddReferences(other);
        var source = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Sources.Parse(Contract("").Replace("IFoo", "IFoo : IBase", StringComparison.Ordinal), "File1.cs"));
        (await GeneratorHarness.AnalyzeAsync(source)).ShouldBeEmpty();
    }

    private static string Contract(string members) => $$"""using TypedRpc; [RabbitService("x")] public interface IFoo { {{members}} } public sealed class CallerThingAttribute : Attribute;""";

    private static Task<Diagnostic> ReportsAsync(string id, string member) => RuleHarness.ReportsAsync(id, Contract(member)["using TypedRpc; ".Length..]);

    private static Task AcceptsAsync(string member, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        RuleHarness.AcceptsAsync(Contract(member)["using TypedRpc; ".Length..], test);
}
