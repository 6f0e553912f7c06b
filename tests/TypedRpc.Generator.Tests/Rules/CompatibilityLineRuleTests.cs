using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Lines of the baseline that do not count.</summary>
public sealed class CompatibilityLineRuleTests
{
    [Theory]
    [InlineData("contract shop")]
    [InlineData("contract shop/Orders")]
    [InlineData("contract shop/Orders (fanout)")]
    [InlineData("contract shop/Orders Place(order)")]
    [InlineData("contract shop/Orders Place(order: list<int32)")]
    [InlineData("contract shop/Orders Place() -> int32; quick")]
    [InlineData("contract \"shop/Orders (direct)")]
    [InlineData("type Shop.Order")]
    [InlineData("type Shop.Order [x]")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("*RETIRED*")]
    public async Task TRPC3013_reports_a_line_that_cannot_be_read(string line)
    {
        var diagnostic = (await BaselineHarness.CheckAsync(await BaselineHarness.WriteAsync(Contract) + line, Contract)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("TRPC3013");
        diagnostic.Location.GetLineSpan().Path.ShouldBe("/project/RabbitContracts.txt");
        diagnostic.Location.GetLineSpan().StartLinePosition.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("contract x/Foo A(b: int32)")]
    [InlineData("contract x/Foo (topic)")]
    [InlineData("*RETIRED* contract x/Foo A()")]
    public async Task TRPC3013_reports_a_line_that_says_again_or_otherwise_what_another_says(string line)
    {
        var diagnostics = await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Contract), await BaselineHarness.WriteAsync(Contract) + line);
        diagnostics.ShouldContain(static diagnostic => diagnostic.Id == "TRPC3013");
    }

    [Theory]
    [InlineData("# a comment")]
    [InlineData("")]
    [InlineData("*RETIRED* contract x/Foo B()")]
    [InlineData("*RETIRED* contract x/Foo B()\n*RETIRED* contract x/Foo B(a: int32)")]
    [InlineData("  contract y/Foo (direct)  \n*RETIRED* contract y/Foo (direct)", "TRPC3013")]
    public async Task TRPC3013_accepts_lines_that_can_be_read(string lines, params string[] expected)
    {
        var diagnostics = await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Contract), await BaselineHarness.WriteAsync(Contract) + lines);
        diagnostics.Where(static diagnostic => diagnostic.Id != "TRPC3017").Select(static diagnostic => diagnostic.Id).ShouldBe(expected);
    }

    private const string Contract = """[RabbitService("x")] public interface IFoo { Task A(); }""";
}
