using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for the members of a contract.</summary>
public sealed class MethodRuleTests
{
    [Theory]
    [InlineData("[|void|] A();")]
    [InlineData("[|int|] A();")]
    [InlineData("[|ref int|] A();")]
    [InlineData("[|IAsyncEnumerable<int>|] A();", "streaming is not supported yet")]
    [InlineData("[|Task<int>[]|] A();")]
    public async Task TRPC1004_reports_a_return_type_that_is_no_task(string member, string advice = "return Task, Task<T>, ValueTask or ValueTask<T>") =>
        (await ReportsAsync("TRPC1004", member)).GetMessage().ShouldEndWith(advice);

    [Fact]
    public Task TRPC1004_accepts_tasks() => AcceptsAsync("Task A(); Task<int> B(); ValueTask C(); ValueTask<int> D(); void Local() { }");

    [Theory]
    [InlineData("int [|A|] { get; }", "a property")]
    [InlineData("event Action [|A|];", "an event")]
    [InlineData("int [|this|][int index] { get; }", "an indexer")]
    [InlineData("static abstract Task [|A|]();", "static")]
    public async Task TRPC1005_reports_what_is_no_instance_method(string member, string kind) =>
        (await ReportsAsync("TRPC1005", member)).GetMessage().ShouldContain($"is {kind};");

    [Fact]
    public Task TRPC1005_accepts_members_with_a_body() =>
        AcceptsAsync("Task A(); int B => 1; static int C => 2; static Task D() => Task.CompletedTask; sealed Task E() => A(); private int F() => 3;");

    [Fact]
    public Task TRPC1006_reports_a_generic_method() => ReportsAsync("TRPC1006", "Task [|A|]<T>(T value);");

    [Fact]
    public Task TRPC1006_accepts_generic_types() => AcceptsAsync("Task<List<int>> A(Dictionary<string, int[]> value);");

    [Fact]
    public Task TRPC1009_reports_the_second_token() => ReportsAsync("TRPC1009", "Task A(CancellationToken first, [|CancellationToken second|]);");

    [Fact]
    public Task TRPC1009_accepts_one_token() => AcceptsAsync("Task A(int x, CancellationToken token); Task B(CancellationToken token = default);");

    [Theory]
    [InlineData("Task A([|ref int x|]);")]
    [InlineData("Task A([|out int x|]);")]
    [InlineData("Task A([|in int x|]);")]
    [InlineData("Task A([|ref readonly int x|]);")]
    [InlineData("Task A([|Span<int> x|]);")]
    [InlineData("Task A([|params ReadOnlySpan<int> x|]);")]
    [InlineData("unsafe Task A([|int* x|]);")]
    [InlineData("unsafe Task A([|delegate*<void> x|]);")]
    [InlineData("Task A(int x, [|__arglist|]);")]
    public Task TRPC1012_reports_parameters_that_are_no_values(string member) => ReportsAsync("TRPC1012", member);

    [Fact]
    public Task TRPC1012_accepts_memory_and_params_arrays() => AcceptsAsync("Task A(ReadOnlyMemory<byte> x, params int[] y);");

    [Theory]
    [InlineData("[[|OneWay|]] Task<int> A();", "result")]
    [InlineData("[[|OneWay|], Fault<int>] Task A();", "faults")]
    public async Task TRPC1015_reports_a_reply_that_nobody_gets(string member, string what) =>
        (await ReportsAsync("TRPC1015", member)).GetMessage().ShouldEndWith(what);

    [Fact]
    public Task TRPC1015_accepts_one_way_without_reply() => AcceptsAsync("[OneWay] Task A(); [OneWay, Idempotent] ValueTask B(int x);");

    [Theory]
    [InlineData("[Fault<int>, [|Fault<string>(Name = \"Int32\")|]] Task A();")]
    [InlineData("[Fault<int>, [|Fault<int>(Name = \"Other\")|]] Task A();")]
    public Task TRPC1016_reports_a_second_fault_of_one_name_or_type(string member) => ReportsAsync("TRPC1016", member);

    [Fact]
    public Task TRPC1016_accepts_the_same_fault_on_two_methods() => AcceptsAsync("[Fault<int>] Task A(); [Fault<int>, Fault<string>] Task B();");

    [Fact]
    public async Task An_inherited_member_is_reported_at_the_contract() =>
        (await RuleHarness.ReportsAsync("TRPC1004", """public interface IBase { void A(); } [RabbitService("x")] public interface [|IFoo|] : IBase { Task B(); }"""))
            .GetMessage().ShouldContain("'IBase.A()'");

    [Fact]
    public async Task A_rule_can_be_suppressed_at_the_place()
    {
        var source = "using TypedRpc; [RabbitService(\"x\")] public interface IFoo {\n#pragma warning disable TRPC1004\nvoid A();\n#pragma warning restore TRPC1004\n}";
        var diagnostics = await GeneratorHarness.AnalyzeAsync(Sources.Compile(source));
        diagnostics.ShouldAllBe(static diagnostic => diagnostic.IsSuppressed);
    }

    private static Task<Microsoft.CodeAnalysis.Diagnostic> ReportsAsync(string id, string member) =>
        RuleHarness.ReportsAsync(id, $$"""[RabbitService("x")] public interface IFoo { {{member}} }""");

    private static Task AcceptsAsync(string members) =>
        RuleHarness.AcceptsAsync($$"""[RabbitService("x")] public interface IFoo { {{members}} }""");
}
