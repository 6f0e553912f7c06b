using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for the interface itself.</summary>
public sealed class ContractRuleTests
{
    [Theory]
    [InlineData("""class Outer { [RabbitService("x")] private interface [|IFoo|] { Task A(); } }""")]
    [InlineData("""class Outer { [RabbitService("x")] protected interface [|IFoo|] { Task A(); } }""")]
    [InlineData("""class Outer { [RabbitService("x")] private protected interface [|IFoo|] { Task A(); } }""")]
    [InlineData("""class Outer { private class Inner { [RabbitService("x")] public interface [|IFoo|] { Task A(); } } }""")]
    [InlineData("""class Outer<T> { [RabbitService("x")] public interface [|IFoo|] { Task A(); } }""")]
    [InlineData("""[RabbitService("x")] file interface [|IFoo|] { Task A(); }""")]
    [InlineData("""[RabbitService("x")] public interface IFoo { protected Task [|A|](); }""")]
    public Task TRPC1001_reports_what_generated_code_cannot_reach(string source) => RuleHarness.ReportsAsync("TRPC1001", source);

    [Theory]
    [InlineData("""public class Outer { [RabbitService("x")] internal interface IFoo { Task A(); } }""")]
    [InlineData("""internal class Outer { [RabbitService("x")] protected internal interface IFoo { Task A(); } }""")]
    [InlineData("""[RabbitService("x")] internal interface IFoo { internal Task A(); }""")]
    public Task TRPC1001_accepts_public_and_internal(string source) => RuleHarness.AcceptsAsync(source);

    [Fact]
    public Task TRPC1007_reports_a_generic_contract() =>
        RuleHarness.ReportsAsync("TRPC1007", """[RabbitService("x")] public interface [|IFoo|]<T> { Task A(T value); }""");

    [Fact]
    public Task TRPC1007_accepts_a_constructed_generic_base() =>
        RuleHarness.AcceptsAsync("""public interface IBase<T> { Task A(T value); } [RabbitService("x")] public interface IFoo : IBase<int>;""");

    [Theory]
    [InlineData("""[RabbitService("x")] public interface [|IFoo|];""")]
    [InlineData("""[RabbitService("x")] public interface [|IFoo|] { Task A() => Task.CompletedTask; }""")]
    public async Task TRPC1022_warns_of_a_contract_without_methods(string source)
    {
        var diagnostic = await RuleHarness.ReportsAsync("TRPC1022", source);
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        GeneratorHarness.Run("using TypedRpc;\n" + source.Replace("[|", "").Replace("|]", "")).Files.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""[RabbitService("x")] public interface [|IFoo|] { Task A(); } class FooRpc;""", "a type that exists")]
    [InlineData("""namespace N { [RabbitService("x")] public interface [|IFoo|] { Task A(); } public delegate void FooRpc(); }""", "a type that exists")]
    public async Task TRPC1027_reports_a_class_name_that_a_type_has(string source, string reason) =>
        (await RuleHarness.ReportsAsync("TRPC1027", source)).GetMessage().ShouldContain(reason);

    [Theory]
    [InlineData("""[RabbitService("x")] public interface IFoo { Task A(); } [RabbitService("x", Name = "Bar")] public interface Foo { Task A(); }""")]
    [InlineData("""public class A { public class B { [RabbitService("x")] public interface IC { Task A(); } } } [RabbitService("x")] public interface IA_B_C { Task A(); }""")]
    public async Task TRPC1027_reports_two_contracts_with_one_class_name(string source)
    {
        var diagnostics = await GeneratorHarness.AnalyzeAsync(Sources.Compile("using TypedRpc;\n" + source));
        diagnostics.Select(static diagnostic => diagnostic.Id).ShouldBe(["TRPC1027", "TRPC1027"]);
    }

    [Fact]
    public Task TRPC1027_accepts_the_name_in_another_namespace_or_with_another_arity() =>
        RuleHarness.AcceptsAsync("""namespace N { [RabbitService("x")] public interface IFoo { Task A(); } class FooRpc<T>; } namespace M { class FooRpc; }""");
}
