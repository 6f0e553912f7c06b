using System.Diagnostics;
using System.Globalization;
using TypedRpc.Tests.Allocations;

namespace TypedRpc.Tests.Races;

/// <summary>Whatever races for the end of a call, it ends once.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RaceTests
{
    private const int LapsPerConnection = 25;

    /// <summary>How many calls are raced; the seed is the number of their connection.</summary>
    private static int Calls => int.TryParse(Environment.GetEnvironmentVariable("TYPEDRPC_RACES"), CultureInfo.InvariantCulture, out var calls) ? calls : 100_000;

    [Fact]
    [Trait("Fault", "C10")]
    public async Task Calls_end_once_whatever_races_for_their_end()
    {
        var ends = new Dictionary<string, int>();
        var start = Stopwatch.GetTimestamp();
        var connections = (Calls + (LapsPerConnection * Race.CallsPerLap) - 1) / (LapsPerConnection * Race.CallsPerLap);

        // Several at once: most of what a connection does is to wait before it tries again.
        await Parallel.ForEachAsync(Enumerable.Range(1, connections), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (seed, _) =>
        {
            var race = new Race(seed);
            await race.RunAsync(LapsPerConnection);
            race.Wrong.ShouldBeEmpty($"seed {seed}");
            lock (ends)
            {
                foreach (var (end, count) in race.Ends)
                {
                    ends[end] = ends.GetValueOrDefault(end) + count;
                }
            }
        });
        var raced = ends.Values.Sum();
        TestContext.Current.SendDiagnosticMessage($"{raced} calls in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {string.Join(", ", ends.OrderByDescending(static end => end.Value).Select(static end => $"{end.Value} {end.Key}"))}");

        // All of them must have been in the race.
        ends.Keys.ShouldContain("OK");
        ends.Keys.ShouldContain("cancelled");
        ends.Keys.ShouldContain("Unavailable Unknown");
        ends.Keys.ShouldContain("Unavailable NotExecuted");
        ends.Keys.ShouldContain("DeadlineExceeded Unknown");
        ends.Keys.ShouldContain("Cancelled Unknown");
    }
}
