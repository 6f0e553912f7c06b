using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using TypedRpc.CodeFixes;
using TypedRpc.Generator.Compatibility;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Fixes;

/// <summary>The fixes write <c>RabbitContracts.txt</c>.</summary>
public sealed class BaselineFixTests
{
    private const string Foo = """[RabbitService("x")] public interface IFoo { Task A(int a); }""";
    private const string FooLines = "contract x/Foo (direct)\ncontract x/Foo A(a: int32)\n";

    private static readonly BaselineFix Fix = new();

    [Fact]
    public Task Begins_the_file() => FixesAsync("Write RabbitContracts.txt", Foo, baseline: null, BaselineEditor.Header.TrimEnd('\n') + "\n" + FooLines);

    [Fact]
    public Task Adds_a_contract() => FixesAsync("Write it into RabbitContracts.txt", Foo, "# mine\n", "# mine\n" + FooLines);

    [Fact]
    public Task Adds_a_method_with_its_types() => FixesAsync(
        "Write it into RabbitContracts.txt",
        """[RabbitService("x")] public interface IFoo { Task A(int a); Task<Order> B(); } namespace N { [MessagePackObject] public sealed class Inner; } [MessagePackObject] public sealed class Order { [Key(0)] public N.Inner? Inner { get; set; } }""",
        FooLines,
        FooLines + "contract x/Foo B() -> global::Order\ntype N.Inner (array)\ntype global::Order (array)\ntype global::Order [0] Inner: N.Inner\n");

    [Fact]
    public Task Updates_a_line() => FixesAsync(
        "Write it into RabbitContracts.txt",
        """[RabbitService("x")] public interface IFoo { [Idempotent] Task A(int b, string? c = null); }""",
        FooLines,
        "contract x/Foo (direct)\ncontract x/Foo A(b: int32, c: string? = default); idempotent\n");

    [Fact]
    public Task Retires_a_method() => FixesAsync(
        "Retire it in RabbitContracts.txt", Foo, FooLines + "contract x/Foo B(old: string)\n", FooLines + "*RETIRED* contract x/Foo B(old: string)\n");

    [Fact]
    public Task Accepts_a_break_on_demand() => FixesAsync(
        "Accept in RabbitContracts.txt that it breaks old clients and servers", Foo.Replace("int a", "Guid a", StringComparison.Ordinal), FooLines, FooLines.Replace("int32", "guid", StringComparison.Ordinal));

    [Fact]
    public async Task Writes_all_contracts_of_a_project_in_one_go()
    {
        var solution = Create([Foo, """[RabbitService("y")] public interface IBar { Task B(); }"""], "");
        var changed = await FixAllAsync(solution, "Write it into RabbitContracts.txt");
        (await BaselineAsync(changed)).ShouldBe("contract x/Foo (direct)\ncontract x/Foo A(a: int32)\ncontract y/Bar (direct)\ncontract y/Bar B()\n");
    }

    [Fact]
    public async Task Begins_the_file_with_all_contracts_in_one_go()
    {
        var changed = await FixAllAsync(Create([Foo, """[RabbitService("y")] public interface IBar { Task B(); }"""], baseline: null), "Write RabbitContracts.txt");
        (await BaselineAsync(changed)).ShouldEndWith(FooLines + "contract y/Bar (direct)\ncontract y/Bar B()\n");
    }

    [Fact]
    public async Task What_breaks_is_not_accepted_together_with_what_is_safe()
    {
        var solution = Create(["""[RabbitService("x")] public interface IFoo { Task A(string a); Task B(); }"""], FooLines);
        (await BaselineAsync(await FixAllAsync(solution, "Write it into RabbitContracts.txt"))).ShouldBe(FooLines + "contract x/Foo B()\n");
    }

    [Fact]
    public void Is_there_for_every_rule_that_carries_lines() => Fix.FixableDiagnosticIds.ShouldBe(
        new Analysis.CompatibilityAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id).Except(["TRPC3004", "TRPC3013"]));

    private static async Task FixesAsync(string title, string source, string? baseline, string expected)
    {
        var solution = Create([source], baseline);
        var document = solution.Projects.Single().Documents.First();
        var diagnostics = await AnalyzerDiagnostics.OfAsync(document.Project, Fix.FixableDiagnosticIds, TestContext.Current.CancellationToken);
        var actions = new List<CodeAction>();
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostics.ShouldHaveSingleItem(), (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        var action = actions.ShouldHaveSingleItem();
        action.Title.ShouldBe(title);
        var changed = await ApplyAsync(solution, action);
        (await BaselineAsync(changed)).ShouldBe(expected);
        (await AnalyzerDiagnostics.OfAsync(changed.Projects.Single(), Fix.FixableDiagnosticIds, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private static async Task<Solution> FixAllAsync(Solution solution, string title)
    {
        var project = solution.Projects.Single();
        var context = new FixAllContext(project, Fix, FixAllScope.Project, title, Fix.FixableDiagnosticIds, new AnalyzerDiagnostics(Fix.FixableDiagnosticIds), TestContext.Current.CancellationToken);
        return await ApplyAsync(solution, (await Fix.GetFixAllProvider().GetFixAsync(context)).ShouldNotBeNull());
    }

    private static Solution Create(string[] files, string? baseline)
    {
        var solution = FixSolution.Create(files);
        var project = solution.ProjectIds.Single();
        return baseline is null ? solution : solution.AddAdditionalDocument(DocumentId.CreateNewId(project), Baseline.FileName, SourceText.From(baseline), filePath: $"/Project0/{Baseline.FileName}");
    }

    private static async Task<string> BaselineAsync(Solution solution) =>
        (await solution.Projects.Single().AdditionalDocuments.ShouldHaveSingleItem().GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task<Solution> ApplyAsync(Solution solution, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;
    }
}
