using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules that compare the contracts of a project.</summary>
public sealed class SharedNameRuleTests
{
    [Theory]
    [InlineData("""[RabbitService("x")] public interface IBar { [RabbitMethod("k")] Task A(); } [RabbitService("x")] public interface IFoo { Task A(); [RabbitMethod([|"k"|])] Task B(); }""")]
    [InlineData("""[RabbitService("x")] public interface IBar { Task A(); } [RabbitService("x")] public interface IFoo { [RabbitMethod([|"Bar.A"|])] Task B(); }""")]
    [InlineData("""[RabbitService("x")] public interface [|IFoo|] { Task A(); } [RabbitService("x")] public interface IBar { [RabbitMethod("Foo.A")] Task B(); }""")]
    [InlineData("""[RabbitService("x")] public interface IBar { [RabbitMethod("k")] Task A(); } [RabbitService("x")] public interface IFoo { [RabbitMethod("j")] Task B(int x); [RabbitMethod([|"k"|])] Task B(string x); }""")]
    [InlineData("""public interface IBase { [RabbitMethod("k")] Task A(); } [RabbitService("x")] public interface IBar : IBase; [RabbitService("x")] public interface [|IFoo|] : IBase;""")]
    public async Task TRPC5006_warns_of_the_second_service_with_a_routing_key(string source)
    {
        var diagnostic = await RuleHarness.ReportsAsync("TRPC5006", source);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error, "Warnings are errors here.");
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
        diagnostic.GetMessage().ShouldContain("as 'IBar.");
    }

    [Fact]
    public Task TRPC5006_accepts_one_key_on_two_exchanges_and_two_keys_on_one() => RuleHarness.AcceptsAsync(
        """
        [RabbitService("x")] public interface IFoo { [RabbitMethod("k")] Task A(); Task B(); }
        [RabbitService("y")] public interface IBar { [RabbitMethod("k")] Task A(); }
        [RabbitService("x")] public interface IBaz { [RabbitMethod("K")] Task A(); Task B(); }
        """);

    [Theory]
    [Trait("Fault", "D14")]
    [InlineData("""[RabbitService("x")] public interface IBar { Task A(); } [RabbitService("x", Name = "Bar")] public interface [|IFoo|] { Task A(); [RabbitMethod("b")] Task B(); }""")]
    [InlineData("""namespace B { [RabbitService("x")] public interface [|IBar|] { Task A(); } } namespace A { [RabbitService("x")] public interface IBar { Task B(); } }""")]
    public async Task TRPC5007_warns_of_the_second_contract_of_a_queue(string source) =>
        (await RuleHarness.ReportsAsync("TRPC5007", source)).GetMessage().ShouldContain("IBar'");

    [Fact]
    public async Task TRPC5007_warns_of_each_contract_but_the_first()
    {
        var source = string.Concat(Enumerable.Range(1, 3).Select(static number => $$"""namespace N{{number}} { [TypedRpc.RabbitService("x")] public interface IBar { Task A(); } } """));
        (await GeneratorHarness.AnalyzeAsync(Sources.Compile(source))).Count.ShouldBe(2);
    }

    [Fact]
    public Task TRPC5007_accepts_one_name_on_two_exchanges() => RuleHarness.AcceptsAsync(
        """[RabbitService("x")] public interface IBar { Task A(); } [RabbitService("y", Name = "Bar")] public interface IFoo { Task A(); } [RabbitService("x", Name = "bar")] public interface IBaz { Task A(); }""");

    [Fact]
    public async Task Versions_of_a_contract_can_be_kept_side_by_side()
    {
        var source = """
            [TypedRpc.RabbitService("x")] public interface IBar { Task A(); }
            #pragma warning disable TRPC5007 // The next version.
            [TypedRpc.RabbitService("x", Name = "Bar")] public interface IBarNext { Task A(); Task B(); }
            """;
        (await GeneratorHarness.AnalyzeAsync(Sources.Compile(source))).ShouldAllBe(static diagnostic => diagnostic.IsSuppressed);
    }
}
