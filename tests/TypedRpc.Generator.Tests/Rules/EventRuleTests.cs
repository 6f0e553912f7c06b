using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for contracts of events. Those for calls apply as well where they make sense.</summary>
public sealed class EventRuleTests
{
    [Theory]
    [InlineData("", "add it")]
    [InlineData("decimal amount, CancellationToken cancellationToken", "add it")]
    [InlineData("string Name, decimal amount", "name one of 'Name', or add it")]
    [InlineData("string region, int count", "name one of 'region', 'count', or add it")]
    public async Task TRPC1024_reports_a_name_that_no_parameter_has(string parameters, string advice) =>
        (await ReportsAsync("TRPC1024", $"[RabbitMethod(RoutingKey = [|\"a.{{name}}\"|])] ValueTask A({parameters});")).GetMessage().ShouldEndWith($"is no parameter of it; {advice}");

    [Fact]
    public Task TRPC1024_accepts_names_of_parameters() =>
        AcceptsAsync("[RabbitMethod(RoutingKey = \"{class}.a.{b}\")] ValueTask A(int b, string @class); [RabbitMethod(RoutingKey = \"no.placeholder\")] ValueTask B(string region);");

    [Theory]
    [InlineData("decimal")]
    [InlineData("double")]
    [InlineData("string?")]
    [InlineData("int?")]
    [InlineData("DayOfWeek?")]
    [InlineData("char")]
    [InlineData("object")]
    [InlineData("CancellationToken")]
    [InlineData("byte[]")]
    [InlineData("DateTime")]
    public Task TRPC1031_reports_a_type_that_is_no_word(string type) => ReportsAsync("TRPC1031", $"[RabbitMethod(RoutingKey = \"a.{{x}}\")] ValueTask A([|{type}|] x);");

    [Fact]
    public Task TRPC1031_accepts_what_has_one_text() => AcceptsAsync(
        "[RabbitMethod(RoutingKey = \"{a}.{b}.{c}.{d}.{e}.{f}.{g}.{h}.{i}.{j}.{k}.{l}\")] ValueTask A(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, bool i, string j, Guid k, DayOfWeek l);");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a..b", "an empty word")]
    [InlineData(".a", "an empty word")]
    [InlineData("a.", "an empty word")]
    [InlineData("a.*", "the word '*'")]
    [InlineData("#.a", "the word '#'")]
    [InlineData("a.{}", "a placeholder without a name")]
    [InlineData("a.{x", "without its counterpart in the word '{x'")]
    [InlineData("a.x}", "without its counterpart in the word 'x}'")]
    [InlineData("a.}x{", "without its counterpart in the word '}x{'")]
    [InlineData("a.{x.y}", "without its counterpart in the word '{x'")]
    [InlineData("{x}{y}", "two placeholders in the word '{x}{y}'")]
    [InlineData("{{x}}", "two placeholders in the word")]
    [InlineData("{x}-{y}", "two placeholders in the word")]
    [InlineData("a-{x}", "text beside a placeholder in the word 'a-{x}'")]
    [InlineData("{x}a", "text beside a placeholder")]
    [InlineData("{x}.{x}", "names 'x' twice")]
    [InlineData("a\\tb", "a control character")]
    [InlineData("\\ud800", "not valid Unicode")]
    public async Task TRPC1032_reports_what_is_no_template(string key, string problem) =>
        (await ReportsAsync("TRPC1032", $"[RabbitMethod(RoutingKey = [|\"{key}\"|])] ValueTask A(string x, string y);")).GetMessage().ShouldContain(problem);

    [Theory]
    [InlineData("a")]
    [InlineData("a.b*c.#d")]
    [InlineData("größe.{x}")]
    [InlineData("{x}.{y}.{x_y}")]
    [InlineData("a b.$c")]
    public Task TRPC1032_accepts_words_and_placeholders(string key) => AcceptsAsync($"[RabbitMethod(RoutingKey = \"{key}\")] ValueTask A(string x, string y, string x_y);");

    [Theory]
    [InlineData("", 256)]
    [InlineData(".{x}", 254)]
    [InlineData(".{y}", 251)]
    [InlineData(".{z}", 219)]
    [InlineData(".{x}.{y}.{z}", 212)]
    public async Task TRPC1033_reports_a_key_that_cannot_be_short_enough(string placeholders, int length)
    {
        var reported = await ReportsAsync("TRPC1033", KeyOf(length, placeholders, "[|", "|]"));
        reported.GetMessage().ShouldContain(" 256 bytes ");
    }

    [Fact]
    public Task TRPC1033_counts_bytes_in_UTF8() => ReportsAsync("TRPC1033", $"[RabbitMethod(RoutingKey = [|\"{new string('ü', 128)}\"|])] ValueTask A();");

    [Theory]
    [InlineData("", 255)]
    [InlineData(".{x}", 253)]
    [InlineData(".{y}", 250)]
    [InlineData(".{z}", 218)]
    public Task TRPC1033_accepts_a_key_that_can(string placeholders, int length) => AcceptsAsync(KeyOf(length, placeholders));

    [Theory]
    [InlineData("[[|OneWay|]] ValueTask A();", "[OneWay]", "no event has a reply")]
    [InlineData("[[|Idempotent|]] ValueTask A();", "[Idempotent]", "every event may come twice")]
    [InlineData("[[|Fault<int>|]] ValueTask A();", "[Fault]", "no event has a reply")]
    [InlineData("[RabbitMethod(TimeoutMilliseconds = [|5|])] ValueTask A();", "TimeoutMilliseconds", "PublisherOptions.Timeout")]
    [InlineData("[RabbitMethod(\"a\", Coalesce = [|true|])] ValueTask A();", "Coalesce", "every event is a message of its own")]
    public async Task TRPC1034_reports_settings_of_calls_on_an_event(string member, string setting, string advice)
    {
        var message = (await ReportsAsync("TRPC1034", member)).GetMessage();
        message.ShouldStartWith($"{setting} has no meaning for ");
        message.ShouldContain($"which is an event: {advice}");
    }

    [Theory]
    [InlineData("[RabbitMethod(RoutingKey = [|\"a\"|])] Task A();")]
    [InlineData("[RabbitMethod(\"b\", RoutingKey = [|\"a.{x}\"|])] Task A(string x);")]
    public async Task TRPC1034_reports_the_routing_key_of_a_call(string member) =>
        (await RuleHarness.ReportsAsync("TRPC1034", $$"""[RabbitService("x")] public interface IFoo { {{member}} }""")).GetMessage().ShouldContain("which is a call: the wire name is the routing key");

    [Fact]
    public Task TRPC1034_accepts_settings_where_they_mean_something() => RuleHarness.AcceptsAsync(
        """
        [RabbitEvents("x")] public interface IFoo { [RabbitMethod("a", RoutingKey = "b")] ValueTask A(); [RabbitMethod(RoutingKey = null)] ValueTask B(); }
        [RabbitService("x")] public interface IBar { [Idempotent, RabbitMethod("a", RoutingKey = null, TimeoutMilliseconds = 1, Coalesce = false)] Task A(); }
        """);

    [Theory]
    [InlineData("[RabbitMethod(RoutingKey = \"x\")] ValueTask A(); [RabbitMethod(RoutingKey = [|\"x\"|])] ValueTask B();")]
    [InlineData("ValueTask A(); [RabbitMethod(RoutingKey = [|\"Foo.A\"|])] ValueTask B();")]
    [InlineData("[RabbitMethod(RoutingKey = \"Foo.B\")] ValueTask A(); ValueTask [|B|]();")]
    [InlineData("[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(string x); [RabbitMethod(RoutingKey = [|\"a.b\"|])] ValueTask B();")]
    [InlineData("[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(int x); [RabbitMethod(RoutingKey = [|\"a.b\"|])] ValueTask B();")]
    [InlineData("[RabbitMethod(RoutingKey = \"a.{x}.c\")] ValueTask A(string x); [RabbitMethod(RoutingKey = [|\"a.b.{y}\"|])] ValueTask B(string y);")]
    [InlineData("[RabbitMethod(RoutingKey = \"{x}.b\")] ValueTask A(string x); [RabbitMethod(RoutingKey = [|\"{x}.{y}\"|])] ValueTask B(string x, string y);")]
    public Task TRPC1035_warns_of_keys_that_can_be_the_same(string members) => ReportsAsync("TRPC1035", members);

    [Fact]
    public Task TRPC1035_accepts_keys_that_differ_in_a_word() => AcceptsAsync(
        "[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(string x); [RabbitMethod(RoutingKey = \"b.{x}\")] ValueTask B(string x); [RabbitMethod(RoutingKey = \"a.{x}.c\")] ValueTask C(string x); ValueTask D();");

    [Theory]
    [InlineData("""[RabbitService("x"), [|RabbitEvents("y")|]] public interface IFoo { Task A(); }""")]
    [InlineData("""[RabbitEvents("x")] [[|RabbitService("y")|]] public interface IFoo { Task A(); }""")]
    [InlineData("""[RabbitEvents("x")] public partial interface IFoo { Task A(); } [[|RabbitService("y")|]] public partial interface IFoo;""")]
    public Task TRPC1036_reports_the_second_attribute(string source) => RuleHarness.ReportsAsync("TRPC1036", source);

    [Fact]
    public Task TRPC1036_accepts_a_contract_that_inherits_one_of_the_other_kind() => RuleHarness.AcceptsAsync(
        """[RabbitService("x")] public interface IFoo { Task A(); } [RabbitEvents("y")] public interface IBar : IFoo { Task B(); }""");

    [Theory]
    [InlineData("[|void|] A();")]
    [InlineData("[|int|] A();")]
    [InlineData("[|Task<int>|] A();")]
    [InlineData("[|ValueTask<int>|] A();")]
    [InlineData("[|IAsyncEnumerable<int>|] A();")]
    [InlineData("[|ref ValueTask|] A();")]
    public async Task TRPC1037_reports_what_is_no_task_without_result(string member) =>
        (await ReportsAsync("TRPC1037", member)).GetMessage().ShouldContain("return ValueTask or Task");

    [Fact]
    public Task TRPC1037_accepts_tasks() => AcceptsAsync("Task A(); ValueTask B();");

    [Theory]
    [InlineData("TRPC1005", "int [|A|] { get; }")]
    [InlineData("TRPC1006", "ValueTask [|A|]<T>();")]
    [InlineData("TRPC1009", "ValueTask A(CancellationToken x, [|CancellationToken y|]);")]
    [InlineData("TRPC1010", "ValueTask A([|CancellationToken x|], int y);")]
    [InlineData("TRPC1012", "ValueTask A([|out int x|]);")]
    [InlineData("TRPC1013", "ValueTask A(); ValueTask [|AAsync|]();")]
    [InlineData("TRPC1023", "[RabbitMethod([|\"{a}\"|])] ValueTask A(string a);")]
    [InlineData("TRPC1023", "[RabbitMethod([|\"a.#\"|])] ValueTask A(string a);")]
    [InlineData("TRPC1030", "[RabbitMethod(RoutingKey = \"{x}\")] ValueTask A([|Old|] x);")]
    [InlineData("TRPC2002", "ValueTask A([|object|] x);")]
    public Task Rules_of_methods_apply_to_events(string id, string members) =>
        RuleHarness.ReportsAsync(id, $$"""[RabbitEvents("x")] public interface IFoo { {{members}} } [Obsolete("old", true)] public enum Old;""");

    [Theory]
    [InlineData("TRPC1001", """public class Outer { [RabbitEvents("x")] private interface [|IFoo|] { Task A(); } }""")]
    [InlineData("TRPC1007", """[RabbitEvents("x")] public interface [|IFoo|]<T> { Task A(); }""")]
    [InlineData("TRPC1022", """[RabbitEvents("x")] public interface [|IFoo|];""")]
    [InlineData("TRPC1023", """[RabbitEvents([|"amq.topic"|])] public interface IFoo { Task A(); }""")]
    [InlineData("TRPC1023", """[RabbitEvents("x", Name = [|"{a}"|])] public interface IFoo { Task A(); }""")]
    [InlineData("TRPC1027", """[RabbitEvents("x")] public interface [|IFoo|] { Task A(); } public class FooRpc;""")]
    [InlineData("TRPC1029", """[RabbitEvents("x")] public interface IFoo : [|IDisposable|] { Task A(); }""")]
    public Task Rules_of_contracts_apply_to_events(string id, string source) => RuleHarness.ReportsAsync(id, source);

    [Fact]
    public Task Events_need_no_token() => AcceptsAsync("ValueTask A(int x); [RabbitMethod(\"b\")] Task B();");

    private static string KeyOf(int length, string placeholders, string before = "", string after = "") =>
        $"[RabbitMethod(RoutingKey = {before}\"{new string('a', length)}{placeholders}\"{after})] ValueTask A(string x, bool y, Guid z);";

    private static Task<Microsoft.CodeAnalysis.Diagnostic> ReportsAsync(string id, string members) =>
        RuleHarness.ReportsAsync(id, $$"""[RabbitEvents("x")] public interface IFoo { {{members}} }""");

    private static Task AcceptsAsync(string members) => RuleHarness.AcceptsAsync($$"""[RabbitEvents("x")] public interface IFoo { {{members}} }""");
}
