using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for names on the wire and deadlines.</summary>
public sealed class NameRuleTests
{
    private static readonly string Long = new('x', 201);
    private static readonly string Longest = new('x', 200);

    [Theory]
    [InlineData("Task A(int x); Task [|A|](string x);", "wire name")]
    [InlineData("Task A(); Task [|AAsync|]();", "wire name")]
    [InlineData("Task A(); [RabbitMethod(\"A\")] Task [|B|]();", "wire name")]
    [InlineData("Task A(); [RabbitMethod(\"Foo.A\")] Task [|B|]();", "routing key")]
    public async Task TRPC1013_reports_the_second_method_of_a_name(string members, string kind) =>
        (await ReportsAsync("TRPC1013", members)).GetMessage().ShouldContain($"the same {kind} ");

    [Fact]
    public Task TRPC1013_reports_two_bases_with_one_signature() => RuleHarness.ReportsAsync(
        "TRPC1013",
        """public interface IA { Task X(); } public interface IB { Task X(); } [RabbitService("x")] public interface [|IFoo|] : IA, IB;""");

    [Fact]
    public Task TRPC1013_accepts_overloads_with_names() => AcceptsAsync("Task A(int x); [RabbitMethod(\"a\")] Task A(string x); [RabbitMethod(\"A2\")] Task AAsync();");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("amq.direct")]
    [InlineData("\\n")]
    [InlineData("\\ud800")]
    public Task TRPC1023_reports_an_exchange(string exchange) => ExchangeAsync(exchange);

    [Fact]
    public Task TRPC1023_reports_a_long_exchange() => ExchangeAsync(Long);

    [Fact]
    public Task TRPC1023_counts_bytes_in_UTF8() => ExchangeAsync(new string('ü', 101));

    [Theory]
    [InlineData("")]
    [InlineData("$x")]
    [InlineData("a/b")]
    [InlineData("a.*.b")]
    [InlineData("#")]
    public Task TRPC1023_reports_a_service(string name) => RuleHarness.ReportsAsync(
        "TRPC1023",
        $$"""[RabbitService("x", Name = [|"{{name}}"|])] public interface IFoo { Task A(); }""");

    [Fact]
    public Task TRPC1023_reports_a_service_that_makes_the_queue_name_too_long() => RuleHarness.ReportsAsync(
        "TRPC1023",
        $$"""[RabbitService("{{Longest}}")] public interface [|I{{new string('X', 55)}}|] { Task A(); }""");

    [Fact]
    public Task TRPC1023_reports_a_method_that_makes_the_routing_key_too_long() => RuleHarness.ReportsAsync(
        "TRPC1023",
        $$"""[RabbitService("x")] public interface I{{new string('X', 55)}} { Task [|{{Longest}}|](); }""");

    [Fact]
    public Task TRPC1023_accepts_a_queue_and_a_routing_key_of_255_bytes() => RuleHarness.AcceptsAsync(
        $$"""[RabbitService("{{Longest}}")] public interface I{{new string('X', 54)}} { Task {{Longest}}(); }""");

    [Theory]
    [InlineData("")]
    [InlineData("$control")]
    [InlineData("Foo.$control")]
    [InlineData("orders.#")]
    [InlineData("a\\tb")]
    public Task TRPC1023_reports_a_method(string name) => ReportsAsync("TRPC1023", $"[RabbitMethod([|\"{name}\"|])] Task A();");

    [Fact]
    public Task TRPC1023_reports_a_method_whose_own_name_is_too_long() => ReportsAsync("TRPC1023", $"Task [|{Long}|]();");

    [Fact]
    public Task TRPC1023_reports_a_fault() => ReportsAsync("TRPC1023", "[Fault<int>(Name = [|\"\"|])] Task A();");

    [Fact]
    public Task TRPC1023_accepts_other_names() => RuleHarness.AcceptsAsync(
        $$"""[RabbitService("{{Longest}}", Name = "shop.v1")] public interface IFoo { [RabbitMethod("orders/place.*x")] Task A(); [RabbitMethod("größe")] Task B(); }""");

    [Fact]
    public Task TRPC1026_reports_a_negative_timeout() => ReportsAsync("TRPC1026", "[RabbitMethod(TimeoutMilliseconds = [|-1|])] Task A();");

    [Fact]
    public Task TRPC1026_accepts_zero_and_more() => AcceptsAsync("[RabbitMethod(TimeoutMilliseconds = 0)] Task A(); [RabbitMethod(TimeoutMilliseconds = int.MaxValue)] Task B();");

    private static Task ExchangeAsync(string exchange) =>
        RuleHarness.ReportsAsync("TRPC1023", $$"""[RabbitService([|"{{exchange}}"|])] public interface IFoo { Task A(); }""");

    private static Task<Microsoft.CodeAnalysis.Diagnostic> ReportsAsync(string id, string members) =>
        RuleHarness.ReportsAsync(id, $$"""[RabbitService("x")] public interface IFoo { {{members}} }""");

    private static Task AcceptsAsync(string members) =>
        RuleHarness.AcceptsAsync($$"""[RabbitService("x")] public interface IFoo { {{members}} }""");
}
