using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules about the formatters of types that travel.</summary>
public sealed class FormatterRuleTests
{
    private const string Types =
        """
        public class Plain { public int X; }
        public struct PlainStruct { public int X; }
        public record Generic<T>(T Value);
        public abstract class Abstract;
        [MessagePackObject] public abstract class Half;
        [System.Runtime.Serialization.DataContract] public class Contract;
        public class OfContract : Contract;
        [MessagePackObject] public class Marked;
        public class OfMarked : Marked;
        [MessagePackObject] public class MarkedGeneric<T>;
        [MessagePackObject, Union(0, typeof(OfShape))] public abstract class Shape;
        [MessagePackObject] public class OfShape : Shape;
        public class Bag : List<int>;
        [MessagePackFormatter(typeof(MessagePack.Formatters.TypelessFormatter))] public class Odd;
        public class OfOdd : Odd;
        namespace My.System { public class Deep; }
        public enum Colour { Red }
        [MessagePackFormatter(typeof(CustomFormatter))] public class Custom;
        public abstract class CustomFormatter : MessagePack.Formatters.IMessagePackFormatter<Custom> { public abstract void Serialize(ref MessagePackWriter w, Custom v, MessagePackSerializerOptions o); public abstract Custom Deserialize(ref MessagePackReader r, MessagePackSerializerOptions o); }
        """;

    [Theory]
    [InlineData("Plain", "Plain", "mark it [MessagePackObject]")]
    [InlineData("PlainStruct", "PlainStruct", "mark it")]
    [InlineData("PlainStruct?", "PlainStruct", "mark it")]
    [InlineData("Generic<int>", "Generic<int>", "mark it")]
    [InlineData("OfContract", "OfContract", "mark it")]
    [InlineData("My.System.Deep", "Deep", "mark it")]
    [InlineData("List<Plain[]>", "Plain", "mark it")]
    [InlineData("(Colour, IEnumerable<int>, Plain)", "Plain", "mark it")]
    [InlineData("(int, Dictionary<string, Plain>)", "Plain", "mark it")]
    [InlineData("Abstract", "Abstract", "it is abstract; give it a [Union]")]
    [InlineData("Half", "Half", "it is abstract; give it a [Union]")]
    public async Task TRPC2001_warns_of_a_type_without_a_formatter(string type, string part, string advice)
    {
        foreach (var member in Everywhere(type))
        {
            var diagnostic = await RuleHarness.ReportsAsync("TRPC2001", $$"""{{Types}} [RabbitService("x")] public interface IFoo { {{member}} }""");
            diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
            diagnostic.GetMessage().ShouldContain($"contains '{part}', for which MessagePack has no formatter: {advice}");
        }
    }

    [Theory]
    [InlineData("Marked")]
    [InlineData("OfMarked")]
    [InlineData("MarkedGeneric<Plain>")]
    [InlineData("Contract")]
    [InlineData("Shape")]
    [InlineData("Bag")]
    [InlineData("Colour")]
    [InlineData("Custom")]
    [InlineData("Odd")]
    [InlineData("OfOdd")]
    [InlineData("List<Marked>")]
    [InlineData("Dictionary<Guid, Marked[]>")]
    [InlineData("System.Net.IPAddress")]
    public Task TRPC2001_accepts_types_with_a_formatter(string type) => AcceptsAsync(type);

    [Theory]
    [InlineData("class F : MessagePack.Formatters.IMessagePackFormatter<Plain> { public void Serialize(ref MessagePackWriter w, Plain v, MessagePackSerializerOptions o) { } public Plain Deserialize(ref MessagePackReader r, MessagePackSerializerOptions o) => new(); }")]
    [InlineData("namespace N { class Outer { class F : MessagePack.Formatters.IMessagePackFormatter<Plain> { public void Serialize(ref MessagePackWriter w, Plain v, MessagePackSerializerOptions o) { } public Plain Deserialize(ref MessagePackReader r, MessagePackSerializerOptions o) => new(); } } }")]
    public Task TRPC2001_accepts_types_with_a_written_formatter(string formatter) => RuleHarness.AcceptsAsync(
        $$"""{{Types}} {{formatter}} [RabbitService("x")] public interface IFoo { Task A(Plain x); }""");

    [Theory]
    [InlineData("[assembly: MessagePackAssumedFormattable(typeof(Plain))]")]
    [InlineData("[assembly: MessagePackAssumedFormattable(typeof(Generic<>))]")]
    public async Task TRPC2001_accepts_types_that_the_assembly_vouches_for(string attribute)
    {
        var type = attribute.Contains("Plain", StringComparison.Ordinal) ? "Plain" : "Generic<int>";
        await RuleHarness.AcceptsAsync($$"""{{attribute}} {{Types}} [RabbitService("x")] public interface IFoo { Task A({{type}} x); }""");
        await RuleHarness.ReportsAsync("TRPC2001", $$"""{{attribute}} {{Types}} [RabbitService("x")] public interface IFoo { Task A([|PlainStruct|] x); }""");
    }

    [Theory]
    [InlineData("public class Foreign;", false)]
    [InlineData("public class Foreign; [MessagePackObject] public class Other;", true)]
    [InlineData("public class Foreign; public class Other { public MessagePackSerializerOptions? X; }", true)]
    public async Task TRPC2001_accepts_types_of_libraries_that_know_nothing_of_MessagePack(string library, bool isReported)
    {
        var compilation = WithLibrary(library, """using TypedRpc; [RabbitService("x")] public interface IFoo { Task A(Foreign x); }""");
        (await GeneratorHarness.AnalyzeAsync(compilation)).Select(static diagnostic => diagnostic.Id).ShouldBe(isReported ? ["TRPC2001"] : []);
        (await GeneratorHarness.AnalyzeAsync(compilation, isAot: true)).Select(static diagnostic => diagnostic.Id).ShouldBe(isReported ? ["TRPC2001"] : []);
    }

    [Fact]
    public async Task TRPC2001_accepts_a_formatter_that_a_library_has_for_its_type()
    {
        var compilation = WithLibrary(
            "public class Foreign; public abstract class F : MessagePack.Formatters.IMessagePackFormatter<Foreign> { public abstract void Serialize(ref MessagePackWriter w, Foreign v, MessagePackSerializerOptions o); public abstract Foreign Deserialize(ref MessagePackReader r, MessagePackSerializerOptions o); }",
            """using TypedRpc; [RabbitService("x")] public interface IFoo { Task A(Foreign x); }""");
        (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TRPC2001_accepts_a_formatter_of_the_contract_for_a_type_of_a_library()
    {
        var compilation = WithLibrary(
            "public class Foreign; [MessagePackObject] public class Other;",
            """using TypedRpc; [assembly: MessagePackKnownFormatter(typeof(F))] [RabbitService("x")] public interface IFoo { Task A(Foreign x); } public abstract class F : MessagePack.Formatters.IMessagePackFormatter<Foreign> { public abstract void Serialize(ref MessagePackWriter w, Foreign v, MessagePackSerializerOptions o); public abstract Foreign Deserialize(ref MessagePackReader r, MessagePackSerializerOptions o); }""");
        (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[|Task<byte[]>|] A();")]
    [InlineData("[|ValueTask<byte[]?>|] A(string path, Guid version);")]
    [InlineData("[|Task<ReadOnlyMemory<byte>>|] A();")]
    [InlineData("[|Task<Memory<byte>>|] A();")]
    [InlineData("[|Task<ArraySegment<byte>>|] A();")]
    [InlineData("[|Task<System.Buffers.ReadOnlySequence<byte>>|] A();")]
    public async Task TRPC2005_suggests_a_bound_for_bytes(string member) =>
        (await RuleHarness.ReportsAsync("TRPC2005", $$"""[RabbitService("x")] public interface IFoo { {{member}} }""")).Severity.ShouldBe(DiagnosticSeverity.Info);

    [Theory]
    [InlineData("Task<byte[]> A(int count);")]
    [InlineData("Task<byte[]> A(string path, long offset);")]
    [InlineData("Task<int[]> A();")]
    [InlineData("Task<ReadOnlyMemory<int>> A();")]
    [InlineData("Task<List<byte>> A();")]
    [InlineData("Task<byte[][]> A();")]
    [InlineData("Task A(byte[] content);")]
    public Task TRPC2005_accepts_a_bound_and_other_results(string member) => RuleHarness.AcceptsAsync($$"""[RabbitService("x")] public interface IFoo { {{member}} }""");

    [Theory]
    [InlineData("Marked")]
    [InlineData("List<Marked>")]
    [InlineData("Contract")]
    [InlineData("Shape")]
    public async Task TRPC2006_warns_under_AOT_of_a_type_without_a_generated_formatter(string type)
    {
        foreach (var member in Everywhere(type))
        {
            var diagnostic = await RuleHarness.ReportsAsync("TRPC2006", $$"""{{Types}} [RabbitService("x")] public interface IFoo { {{member}} }""", isAot: true);
            diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
            diagnostic.GetMessage().ShouldContain("run in 'Contracts'");
        }
    }

    [Theory]
    [InlineData("Custom")]
    [InlineData("Odd")]
    [InlineData("OfOdd")]
    [InlineData("Bag")]
    [InlineData("Colour")]
    [InlineData("int[]")]
    public async Task TRPC2006_accepts_other_formatters(string type) => (await AnalyzeAsync(type, "", isAot: true)).ShouldBeEmpty();

    [Theory]
    [InlineData("[assembly: MessagePack.Internal.GeneratedAssemblyMessagePackResolver(typeof(int), 3, 1)]")]
    [InlineData("[assembly: MessagePackAssumedFormattable(typeof(Marked))]")]
    public async Task TRPC2006_accepts_a_generated_resolver_and_a_written_formatter(string attribute) => (await AnalyzeAsync("Marked", attribute, isAot: true)).ShouldBeEmpty();

    [Fact]
    public async Task TRPC2006_takes_no_other_attribute_for_a_generated_resolver() =>
        (await AnalyzeAsync("Marked", "[assembly: System.Reflection.AssemblyTitle(\"x\")]", isAot: true)).Select(static diagnostic => diagnostic.Id).Distinct().ShouldBe(["TRPC2006"]);

    [Fact]
    public async Task TRPC2006_accepts_everything_where_code_can_be_made_at_run_time() => (await AnalyzeAsync("Marked", "", isAot: false)).ShouldBeEmpty();

    private static string[] Everywhere(string type) => [$"Task A([|{type}|] x);", $"[|Task<{type}>|] A();", $"[[|Fault<{type}>(Name = \"f\")|]] Task A();"];

    private static Task AcceptsAsync(string type, [CallerMemberName] string test = "") =>
        RuleHarness.AcceptsAsync($$"""{{Types}} [RabbitService("x")] public interface IFoo { [Fault<{{type}}>(Name = "f")] Task<{{type}}> A({{type}} x); Task B(({{type}}, Uri?) x); }""", test);

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string type, string attribute, bool isAot) => GeneratorHarness.AnalyzeAsync(
        Sources.Compile($$"""using TypedRpc; {{attribute}} {{Types}} [RabbitService("x")] public interface IFoo { Task<{{type}}> A({{type}} x); }"""), isAot: isAot);

    private static CSharpCompilation WithLibrary(string library, string source) =>
        Sources.Compile(source).AddReferences(Sources.EmitLibrary(library));
}
