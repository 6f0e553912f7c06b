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
    [InlineData("""[RabbitService("x")] public interface IFoo { private protected Task [|A|](); }""")]
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
    [InlineData("""public interface IBase { Task A(); } [RabbitService("x")] public interface IFoo : IBase;""")]
    [InlineData("""public interface IBase { Task A() => Task.CompletedTask; } [RabbitService("x")] public interface IFoo : IBase { abstract Task IBase.A(); }""")]
    public Task TRPC1022_accepts_inherited_methods(string source) => RuleHarness.AcceptsAsync(source);

    [Theory]
    [InlineData("""[RabbitService("x")] public interface [|IFoo|] { Task A(); } class FooRpc;""", "a type that exists")]
    [InlineData("""namespace N { [RabbitService("x")] public interface [|IFoo|] { Task A(); } public delegate void FooRpc(); }""", "a type that exists")]
    [InlineData("""namespace N { [RabbitService("x")] public interface [|IFoo|] { Task A(); } } namespace N.FooRpc { class X; }""", "a namespace")]
    public async Task TRPC1027_reports_a_class_name_that_a_type_has(string source, string reason) =>
        (await RuleHarness.ReportsAsync("TRPC1027", source)).GetMessage().ShouldContain(reason);

    [Theory]
    [InlineData("""[RabbitService("x")] public interface IFoo { Task A(); } [RabbitService("x", Name = "Bar")] public interface Foo { Task A(); }""")]
    [InlineData("""public class A { public class B { [RabbitService("x")] public interface IC { Task A(); } } } [RabbitService("x")] public interface IA_B_C { Task A(); }""")]
    [InlineData("""public class _A { [RabbitService("x")] public interface IB { Task A(); } } [RabbitService("x")] public interface I_A_B { Task A(); }""")]
    [InlineData("""public class A_ { [RabbitService("x")] public interface IB { Task A(); } } [RabbitService("x")] public interface IA__B { Task A(); }""")]
    public async Task TRPC1027_reports_two_contracts_with_one_class_name(string source)
    {
        var diagnostics = await GeneratorHarness.AnalyzeAsync(Sources.Compile("using TypedRpc;\n" + source));
        diagnostics.Select(static diagnostic => diagnostic.Id).ShouldBe(["TRPC1027", "TRPC1027"]);
    }

    [Fact]
    public Task TRPC1027_accepts_the_name_in_another_namespace_or_with_another_arity() =>
        RuleHarness.AcceptsAsync("""namespace N { [RabbitService("x")] public interface IFoo { Task A(); } class FooRpc<T>; } namespace M { class FooRpc; } namespace M.N.FooRpc { class X; }""");

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    public async Task TRPC1028_reports_an_exchange_type_that_does_not_exist(string value) =>
        (await RuleHarness.ReportsAsync("TRPC1028", $$"""[RabbitService("x", ExchangeType = [|(RpcExchangeType)({{value}})|])] public interface IFoo { Task A(); }""")).GetMessage().ShouldContain($" {value} ");

    [Theory]
    [InlineData("RpcExchangeType.Direct")]
    [InlineData("(RpcExchangeType)1")]
    public Task TRPC1028_accepts_direct_and_topic(string value) =>
        RuleHarness.AcceptsAsync($$"""[RabbitService("x", ExchangeType = {{value}})] public interface IFoo { Task A(); }""");

    [Theory]
    [InlineData("""[RabbitService("x")] public interface IFoo : [|IAsyncDisposable|] { Task A(); }""")]
    [InlineData("""[RabbitService("x")] public partial interface IFoo { Task A(); } public partial interface IFoo : IOther, [|System.IDisposable|]; public interface IOther;""")]
    [InlineData("""public interface IBase : IAsyncDisposable; [RabbitService("x")] public interface [|IFoo|] : IBase { Task A(); }""")]
    public Task TRPC1029_reports_a_disposable_contract(string source) => RuleHarness.ReportsAsync("TRPC1029", source);

    [Fact]
    public Task TRPC1029_accepts_disposables_that_are_no_part_of_the_contract() => RuleHarness.AcceptsAsync(
        """public interface IOwned : IFoo, IAsyncDisposable; [RabbitService("x")] public interface IFoo { Task DisposeAsync(); } namespace N { public interface IDisposable; [RabbitService("x")] public interface IBar : IDisposable { Task A(); } }""");

    [Theory]
    [InlineData("""[RabbitService("x"), Obsolete("old", true)] public interface [|IFoo|] { Task A(); }""")]
    [InlineData("""[Obsolete("old", true)] public class Outer { [RabbitService("x")] public interface [|IFoo|] { Task A(); } }""")]
    [InlineData("""[Obsolete("old", true)] public interface IBase { Task A(); } [RabbitService("x"), Obsolete] public interface [|IFoo|] : IBase;""")]
    [InlineData("""public interface IBase<T> { Task A(); } [Obsolete("old", true)] public class P; [RabbitService("x"), Obsolete] public interface [|IFoo|] : IBase<P>;""")]
    [InlineData("""[Obsolete("old", true)] public class P; [RabbitService("x")] public interface IFoo { [Obsolete] Task A([|P|] p); }""")]
    [InlineData("""[Obsolete("old", true)] public class P; [RabbitService("x")] public interface IFoo { [Obsolete] [|Task<List<P>[]>|] A(); }""")]
    [InlineData("""public class Outer { [Obsolete("old", true)] public class P { public class Q; } } [RabbitService("x")] public interface IFoo { [Obsolete, [|Fault<Outer.P.Q>|]] Task A(); }""")]
    public Task TRPC1030_reports_types_that_generated_code_must_not_use(string source) => RuleHarness.ReportsAsync("TRPC1030", source);

    [Fact]
    public Task TRPC1030_accepts_what_is_obsolete_as_a_warning_and_methods() => RuleHarness.AcceptsAsync(
        """[Obsolete("old", false), MessagePackObject] public class P; [RabbitService("x"), Obsolete] public interface IFoo { Task A(P p); [Obsolete("old", error: true)] Task B(P p); }""");
}
