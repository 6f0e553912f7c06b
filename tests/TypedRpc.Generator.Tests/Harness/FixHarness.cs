using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Applies code fixes to the files of a solution and compares the text. What was fixed is reported no more, and it all compiles, with what is generated.</summary>
internal static class FixHarness
{
    /// <summary>Fixes the first report in the first file.</summary>
    public static async Task FixesAsync(RuleFix fix, string before, string after)
    {
        var changed = await FixOneAsync(fix, FixSolution.Create([before]));
        await ShouldBeAsync(changed, [after]);
        await AssertCompilesAsync(changed);
    }

    /// <summary>Fixes everything in the scope that begins at the first file.</summary>
    public static async Task FixesAllAsync(RuleFix fix, FixAllScope scope, string[][] before, string[][] after)
    {
        var solution = FixSolution.Create(before);
        var document = solution.Projects.First().Documents.First();
        var context = scope == FixAllScope.Document
            ? new FixAllContext(document, fix, scope, fix.GetType().Name, fix.FixableDiagnosticIds, new AnalyzerDiagnostics(fix.FixableDiagnosticIds), TestContext.Current.CancellationToken)
            : new FixAllContext(document.Project, fix, scope, fix.GetType().Name, fix.FixableDiagnosticIds, new AnalyzerDiagnostics(fix.FixableDiagnosticIds), TestContext.Current.CancellationToken);
        var changed = await ApplyAsync(solution, (await fix.GetFixAllProvider().GetFixAsync(context)).ShouldNotBeNull());
        await ShouldBeAsync(changed, after);
        await AssertCompilesAsync(changed);
    }

    /// <summary>Fixes everything in one file.</summary>
    public static Task FixesAllAsync(RuleFix fix, string before, string after) => FixesAllAsync(fix, FixAllScope.Document, [[before]], [[after]]);

    /// <summary>The rule reports something, and the fix has nothing to offer there.</summary>
    public static async Task OffersNothingAsync(RuleFix fix, string source)
    {
        var document = FixSolution.Create([source]).Projects.First().Documents.First();
        (await ActionsAsync(fix, document)).ShouldBeEmpty();
    }

    private static async Task<Solution> FixOneAsync(RuleFix fix, Solution solution)
    {
        var actions = await ActionsAsync(fix, solution.Projects.First().Documents.First());
        return await ApplyAsync(solution, actions.ShouldHaveSingleItem());
    }

    private static async Task<List<CodeAction>> ActionsAsync(RuleFix fix, Document document)
    {
        var tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        var diagnostics = await AnalyzerDiagnostics.OfAsync(document.Project, fix.FixableDiagnosticIds, TestContext.Current.CancellationToken);
        var first = diagnostics.First(diagnostic => diagnostic.Location.SourceTree == tree);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, first, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(Solution solution, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;
    }

    private static Task ShouldBeAsync(Solution solution, string[] files) => ShouldBeAsync(solution, [files]);

    private static async Task ShouldBeAsync(Solution solution, string[][] projects)
    {
        foreach (var (project, files) in solution.Projects.Zip(projects))
        {
            foreach (var (document, text) in project.Documents.Zip(files))
            {
                (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString().ShouldBe(FixSolution.Usings + text);
            }
        }
    }

    private static async Task AssertCompilesAsync(Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
            compilation!.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.Id.StartsWith("CS1591", StringComparison.Ordinal))
                .ShouldBeEmpty();
        }
    }
}
