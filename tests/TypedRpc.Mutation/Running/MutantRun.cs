using TypedRpc.Mutation.Mutants;

namespace TypedRpc.Mutation.Running;

/// <summary>
/// Runs tests without a mutant to see what each reaches, then for each mutant those that reach it until one fails: first those that noticed others of its place, then those that reach
/// most of its file.
/// </summary>
internal sealed class MutantRun(MutantSwitch mutants, IReadOnlyList<Mutant> all, TextWriter log)
{
    private const int SpareFactor = 20;
    private const long SpareDecisions = 1_000_000;

    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<int, List<TestCase>> _reachedBy = [];
    private readonly Dictionary<string, List<TestCase>> _noticed = [];
    private readonly Dictionary<(string File, TestCase Test), int> _relevance = [];

    /// <summary>How many tests were seen to pass.</summary>
    public int Tests { get; private set; }

    /// <summary>Leaves out those that fail without a mutant or take longer than the limit.</summary>
    public async Task ProbeAsync(IEnumerable<TestCase> tests, TimeSpan limit)
    {
        foreach (var test in tests)
        {
            mutants.Budget = long.MaxValue;
            mutants.TakeReached();
            var started = Environment.CpuUsage.TotalTime;
            var problem = await test.RunAsync();
            var probed = test with { Duration = Environment.CpuUsage.TotalTime - started, Decisions = long.MaxValue - mutants.Budget };
            if (problem is not null || probed.Duration > limit)
            {
                await log.WriteLineAsync($"left out: {probed.Name}: {problem?.Message.Split('\n')[0] ?? FormattableString.Invariant($"{probed.Duration.TotalSeconds:F1} s")}");
                continue;
            }

            Tests++;
            var reached = mutants.TakeReached();
            foreach (var id in reached)
            {
                (_reachedBy.TryGetValue(id, out var list) ? list : _reachedBy[id] = []).Add(probed);
            }

            foreach (var (file, count) in all.Where(mutant => reached.Contains(mutant.Probe)).CountBy(static mutant => mutant.File))
            {
                _relevance.Add((file, probed), count);
            }
        }
    }

    /// <summary>The test that fails, or null; and how many reach the mutant.</summary>
    public async Task<(TestCase? KilledBy, int ReachedBy)> JudgeAsync(Mutant mutant, int most)
    {
        var tests = _reachedBy.GetValueOrDefault(mutant.Probe, []);
        var noticed = _noticed.TryGetValue(mutant.Place, out var found) ? found : _noticed[mutant.Place] = [];
        var relevant = tests.OrderByDescending(test => _relevance.GetValueOrDefault((mutant.File, test))).ThenBy(static test => test.Duration);
        foreach (var test in noticed.Intersect(tests).Union(relevant).Take(most).ToArray())
        {
            mutants.Budget = (test.Decisions * SpareFactor) + SpareDecisions;
            mutants.Active = mutant.Id;
            var run = Task.Run(test.RunAsync);
            var ended = await Task.WhenAny(run, Task.Delay(LongestTest)) == run;
            mutants.Active = 0;
            if (!ended || await run is not null)
            {
                noticed.Remove(test);
                noticed.Insert(0, test);
                return (test, tests.Count);
            }
        }

        return (null, tests.Count);
    }
}
