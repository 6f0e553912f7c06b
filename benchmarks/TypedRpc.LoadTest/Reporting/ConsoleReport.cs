using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>Shows results as they come, and the summary at the end.</summary>
internal sealed class ConsoleReport(IReadOnlyList<Goal> goals)
{
    private readonly List<ScenarioResult> _results = [];

    public IReadOnlyList<ScenarioResult> Results => _results;

    public void Add(ScenarioResult result)
    {
        _results.Add(result);
        Console.WriteLine($"\n== {result.Scenario}\n{ResultTable.Console(result)}");
        foreach (var name in result.Measurements.Keys)
        {
            if (result.FirstFailure(name) is { } failure)
            {
                Console.WriteLine($"first failure of {name}: {failure}");
            }
        }
    }

    public void Finish(TimeSpan elapsed)
    {
        Console.WriteLine();
        foreach (var result in _results)
        {
            Console.WriteLine(RatioLine.Of(result));
        }

        Console.WriteLine("\ngoals");
        foreach (var row in Goals.Check(goals, _results).Where(static row => row[0] != Goals.NotMeasured))
        {
            Console.WriteLine($"{row[0]}  {row[1]}: {row[2]}: {row[3]}");
        }

        Console.WriteLine($"\n{_results.Count} scenarios in {elapsed.TotalSeconds:0} s");
    }
}
