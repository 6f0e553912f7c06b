using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>Runs scenarios: in each round every contender gets one window, so that a noisy moment hits them alike.</summary>
internal sealed class Runner(int rounds, Action<ScenarioResult> onResult)
{
    private readonly Dictionary<Entrant, IParticipant> _running = [];

    /// <summary>Starts the contenders, runs all scenarios, and stops them.</summary>
    public async Task RunAsync(IEnumerable<IScenario> scenarios, IEnumerable<Entrant> entrants)
    {
        var taking = entrants.Where(entrant => scenarios.Any(entrant.Takes)).ToList();
        try
        {
            foreach (var entrant in taking)
            {
                await StartAsync(entrant);
            }

            foreach (var scenario in scenarios)
            {
                onResult(await RunAsync(scenario, [.. taking.Where(entrant => _running.ContainsKey(entrant) && entrant.Takes(scenario))]));
            }
        }
        finally
        {
            foreach (var entrant in taking)
            {
                await StopAsync(entrant);
            }
        }
    }

    private async Task StartAsync(Entrant entrant)
    {
        try
        {
            var started = await entrant.StartAsync();
            _running.Add(entrant, started);
            await started.WarmUpAsync();
        }
#pragma warning disable CA1031 // One that does not start must not end the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{entrant.Name} does not take part: {exception.GetBaseException().Message}");
            await StopAsync(entrant);
        }
    }

    private async Task<ScenarioResult> RunAsync(IScenario scenario, List<Entrant> taking)
    {
        var measurements = taking.ToDictionary(static entrant => entrant.Name, static _ => new List<Measurement?>());
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < taking.Count; turn++)
            {
                // Each round begins with another one.
                var entrant = taking[(turn + round) % taking.Count];
                measurements[entrant.Name].Add(await MeasureAsync(scenario, entrant));
            }
        }

        return new ScenarioResult(scenario, measurements);
    }

    private async Task<Measurement?> MeasureAsync(IScenario scenario, Entrant entrant)
    {
        if (!_running.TryGetValue(entrant, out var participant))
        {
            return null;
        }

        try
        {
            return await participant.MeasureAsync(scenario);
        }
#pragma warning disable CA1031 // One that breaks must not end the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{entrant.Name} is out from {scenario} on: {exception.GetBaseException().Message}");
            await StopAsync(entrant);
            return null;
        }
    }

    private async Task StopAsync(Entrant entrant)
    {
        if (!_running.Remove(entrant, out var participant))
        {
            return;
        }

        try
        {
            await participant.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        }
#pragma warning disable CA1031 // It has been measured; how it ends is of no use.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{entrant.Name} did not stop well: {exception.GetBaseException().Message}");
        }
    }
}
