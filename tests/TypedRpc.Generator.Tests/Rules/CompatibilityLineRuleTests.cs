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

    [Fact]
    public async Task TRPC3013_is_reported_once_however_many_files_a_project_has()
    {
        var diagnostics = await BaselineHarness.AnalyzeAsync(
            BaselineHarness.Compile(Contract),
            [new TextFile("/project/Other.txt", "else"), new TextFile("/project/RabbitContracts.txt", await BaselineHarness.WriteAsync(Contract) + "<<<<<<< HEAD")]);
        diagnostics.ShouldHaveSingleItem().Id.ShouldBe("TRPC3013");
    }

    [Fact]
    public async Task A_file_of_another_name_is_no_baseline() =>
        (await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Contract), [new TextFile("/project/Contracts.txt", "")])).ShouldHaveSingleItem().Id.ShouldBe("TRPC3014");

    [Fact]
    public async Task Of_two_files_the_first_by_its_path_is_the_baseline()
    {
        var written = await BaselineHarness.WriteAsync(Contract);
        (await BaselineHarness.AnalyzeAsync(
            BaselineHarness.Compile(Contract), [new TextFile("/project/b/RabbitContracts.txt", "<<<<<<< HEAD"), new TextFile("/project/a/RabbitContracts.txt", written)])).ShouldBeEmpty();
    }

    private const string Contract = """[RabbitService("x")] public interface IFoo { Task A(); }""";
}
