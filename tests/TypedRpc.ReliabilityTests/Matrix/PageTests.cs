using TypedRpc.ReliabilityReport;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Matrix;

/// <summary>What the runs leave becomes the page.</summary>
public sealed class PageTests
{
    private const string Marked = "before\n<!-- results: written by eng/reliability.sh -->\nold\n<!-- end of results -->\nafter\n";

    [Fact]
    public void Times_of_several_runs_become_a_range_and_the_rest_stays() =>
        MeasuredBound.Merge(["found: 30 ms (bound 50 ms)", "5 calls", "found: 7 ms (bound 50 ms)", "5 calls", "gone: 1 ms (bound 2 ms)"])
            .ShouldBe(["found: 7 to 30 ms (bound 50 ms)", "5 calls", "gone: 1 ms (bound 2 ms)"]);

    [Fact]
    public void A_row_shows_its_tests_and_what_failed_and_what_is_not_covered()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typedrpc-page-");
        try
        {
            DirectoryInfo run = folder.CreateSubdirectory("run-1");
            File.WriteAllText(Path.Combine(run.FullName, "tests.xml"), $"""
                <assemblies><assembly name="/bin/TypedRpc.ReliabilityTests.dll"><collection>
                <test type="{typeof(PageTests).FullName}" method="{nameof(Times_of_several_runs_become_a_range_and_the_rest_stays)}" result="Pass"><traits><trait name="Fault" value="A1"/></traits></test>
                <test type="Some.Tests" method="Gone_wrong" result="Fail"><traits><trait name="Fault" value="A1"/></traits></test>
                </collection></assembly></assemblies>
                """);
            File.WriteAllText(Path.Combine(run.FullName, "measured.jsonl"), """
                {"Broker":"3.10.8"}
                {"Row":"A1","Test":"PageTests.x","Passed":true,"Measured":["lost: 3 ms (bound 5 ms)"]}

                """.TrimEnd() + "\n");
            var results = new Results(folder.FullName);
            FaultRow[] rows = [new("A1", true, "fault", "required", string.Empty), new("A2", false, "other", "required", "a reason")];
            string page = new Page(rows, results, new SourceFiles(RepositoryRoot.Path)).Insert(Marked, "heading\n");
            results.Brokers.ShouldBe(["3.10.8"]);
            page.ShouldStartWith("before\n");
            page.ShouldEndWith("after\n");
            page.ShouldNotContain("old");
            page.ShouldContain("| Gone wrong<br>[Times of several runs become a range and the rest stays](../tests/TypedRpc.ReliabilityTests/Matrix/PageTests.cs) | **failed 1 of 2** | lost: 3 ms (bound 5 ms) |");
            page.ShouldContain("| A2 | other | required |  | no test | *Not covered:* a reason |");
            page.ShouldContain("1 of 2 rows have tests, of 1 with a star 1.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
