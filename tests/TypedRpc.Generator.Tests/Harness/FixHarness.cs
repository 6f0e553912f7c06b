using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Applies code fixes to the files of a solution and compares the text; it all compiles afterwards, with what is generated.</summary>
/// <remarks>What there is to fix is what the analyzers report, or what the text marks with <c>[|…|]</c>.</remarks>
internal static class FixHarness
{
    /// <summary>Fixes the first report in the first file.</summary>
    public static async Task FixesAsync(RuleFix fix, string before, string after)
    {
        var (solution, actions) = await OfferAsync(fix, before);
        var changed = await ApplyAsync(solution, actions.ShouldHaveSingleItem());
        await ShouldBeAsync(changed, [[after]]);
        await AssertCompilesAsync(changed);
    }

    /// <summary>Fixes everything in the scope that begins at the first file.</summary>
    public static async Task FixesAllAsync(RuleFix fix, FixAllScope scope, string[][] before, string[][] after)
    {
        var (solution, reports) = await FixReports.FindAsync(before, fix.FixableDiagnosticIds.Single());
        var document = solution.Projects.First().Documents.First();
        var context = scope == FixAllScope.Document
            ? new FixAllContext(document, fix, scope, fix.GetType().Name, fix.FixableDiagnosticIds, reports, TestContext.Current.CancellationToken)
            : new FixAllContext(document.Project, fix, scope, fix.GetType().Name, fix.FixableDiagnosticIds, reports, TestContext.Current.CancellationToken);
        var changed = await ApplyAsync(solution, (await fix.GetFixAllProvider().GetFixAsync(context)).ShouldNotBeNull());
        await ShouldBeAsync(changed, after);
        await AssertCompilesAsync(changed);
    }

    /// <summary>Fixes everything in one file.</summary>
    public static Task FixesAllAsync(RuleFix fix, string before, string after) => FixesAllAsync(fix, FixAllScope.Document, [[before]], [[after]]);

    /// <summary>The rule reports something, and the fix has nothing to offer there.</summary>
    public static async Task OffersNothingAsync(RuleFix fix, string source) => (await OfferAsync(fix, source)).Actions.ShouldBeEmpty();

    private static async Task<(Solution Solution, List<CodeAction> Actions)> OfferAsync(RuleFix fix, string source)
    {
        var (solution, reports) = await FixReports.FindAsync([[source]], fix.FixableDiagnosticIds.Single());
        var document = solution.Projects.First().Documents.First();
        var first = (await reports.GetDocumentDiagnosticsAsync(document, TestContext.Current.CancellationToken)).First();
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, first, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return (solution, actions);
    }

    private static async Task<Solution> ApplyAsync(Solution solution, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;
    }

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
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")
                .ShouldBeEmpty();
        }
    }
}
