using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Incremental;

public sealed class IncrementalTests
{
    private const string Orders = """using TypedRpc; [RabbitService("x")] public interface IOrders { Task PlaceAsync(int number); }""";
    private const string Stock = """using TypedRpc; [RabbitService("x")] public interface IStock { Task CountAsync(); }""";

    [Fact]
    public void An_unrelated_edit_generates_nothing_anew()
    {
        var driver = RunThenEdit([Orders, "class Other { int _a; }"], "class Other { string? _b; }");

        GeneratorHarness.AssertCached(driver);
        GeneratorHarness.Reasons(driver).ShouldBe([IncrementalStepRunReason.Cached]);
    }

    [Fact]
    public void Moving_a_contract_within_its_file_generates_nothing_anew() =>
        GeneratorHarness.AssertCached(RunThenEdit([Orders], "// A comment.\n\n" + Orders));

    [Fact]
    public void Editing_a_contract_generates_only_its_file_anew()
    {
        var driver = RunThenEdit([Orders, Stock], Stock.Replace("CountAsync", "SumAsync"));
        Outputs(driver).ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], ignoreOrder: true);

        GeneratorHarness.Reasons(driver).ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified]);
        driver.GetRunResult().GeneratedTrees.ShouldContain(static tree => tree.FilePath.EndsWith("StockRpc.g.cs") && tree.ToString().Contains("\"Sum\""));
    }

    [Fact]
    public void Editing_a_contract_of_events_generates_only_its_file_anew()
    {
        const string Events = """using TypedRpc; [RabbitEvents("x")] public interface IEvents { [RabbitMethod(RoutingKey = "a.{b}")] Task HappenedAsync(string b); }""";
        GeneratorHarness.AssertCached(RunThenEdit([Orders, Events], Events + "\n// A comment."));
        var driver = RunThenEdit([Orders, Events], Events.Replace("a.{b}", "{b}.a"));

        Outputs(driver).ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], ignoreOrder: true);
        driver.GetRunResult().GeneratedTrees.ShouldContain(static tree => tree.FilePath.EndsWith("EventsRpc.g.cs") && tree.ToString().Contains("\"{b}.a\""));
    }

    [Fact]
    public void Adding_a_contract_generates_only_its_file()
    {
        var driver = RunThenEdit([Orders, "class Other;"], Stock);

        Outputs(driver).ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], ignoreOrder: true);
    }

    [Fact]
    public void Adding_a_contract_whose_name_differs_by_case_renames_the_file_of_the_other()
    {
        var driver = RunThenEdit([Orders, "class Other;"], Orders.Replace("IOrders", "IORDERS"));

        driver.GetRunResult().Results[0].GeneratedSources.Count(static file => file.HintName.Contains('-')).ShouldBe(2);
    }

    [Fact]
    public void Editing_a_base_interface_in_another_file_generates_the_contract_anew()
    {
        const string Contract = """using TypedRpc; [RabbitService("x")] public interface IOrders : IBase;""";
        var driver = RunThenEdit([Contract, "public interface IBase { Task A(); }"], "public interface IBase { Task A(); Task B(); }");

        GeneratorHarness.Reasons(driver).ShouldBe([IncrementalStepRunReason.Modified]);
    }

    private static IncrementalStepRunReason[] Outputs(GeneratorDriver driver) =>
    [
        .. driver.GetRunResult().Results[0].TrackedOutputSteps.Values
            .SelectMany(static steps => steps)
            .SelectMany(static step => step.Outputs)
            .Select(static output => output.Reason),
    ];

    /// <summary>Runs the generator, replaces the last file and runs it again.</summary>
    private static GeneratorDriver RunThenEdit(string[] files, string edited)
    {
        var compilation = Sources.Compile(files);
        var last = compilation.SyntaxTrees[^1];
        return GeneratorHarness.CreateDriver()
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.ReplaceSyntaxTree(last, Sources.Parse(edited, last.FilePath)), TestContext.Current.CancellationToken);
    }
}
