using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>Runs the scenarios: in each round every contender gets one window, so that a noisy moment hits them alike.</summary>
internal sealed class Runner(RunOptions options, BrokerSet brokers, Action<ScenarioResult> onResult)
{
    private readonly Window _window = new(brokers, options.WarmUp, options.Window);

    public async Task RunAsync()
    {
        // Scenarios with the same deployment follow each other, in the order in which it first comes.
        foreach (var group in options.Scenarios.GroupBy(static scenario => scenario.Deployment))
        {
            var running = await StartAsync(group.Key, [.. options.Contenders.Where(contender => group.Any(scenario => Takes(scenario, contender)))]);
            try
            {
                foreach (var scenario in group)
                {
                    onResult(await RunAsync(scenario, running));
                }
            }
            finally
            {
                foreach (var contender in running)
                {
                    await StopAsync(contender);
                }
            }
        }
    }

    private async Task<List<RunningContender>> StartAsync(Deployment deployment, IContender[] contenders)
    {
        var running = new List<RunningContender>();
        foreach (var contender in contenders.Where(contender => brokers.Addresses.Has(contender.Broker)))
        {
            try
            {
                var started = await RunningContender.StartAsync(contender, deployment, brokers.Addresses);
                running.Add(started);
                // What is compiled on the first calls, and again after many, is compiled here.
                await new Window(brokers, options.Window, options.Window).MeasureAsync(started, Scenario.Base);
            }
#pragma warning disable CA1031 // One that does not start must not end the run.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Console.Error.WriteLine($"{contender.Name} does not take part: {exception.GetBaseException().Message}");
            }
        }

        return running;
    }

    private async Task<ScenarioResult> RunAsync(Scenario scenario, List<RunningContender> running)
    {
        var taking = running.Where(contender => Takes(scenario, contender.Contender)).ToList();
        var measurements = taking.ToDictionary(static contender => contender.Contender.Name, static _ => new List<Measurement?>());
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var turn = 0; turn < taking.Count; turn++)
            {
                // Each round begins with another one.
                var contender = taking[(turn + round) % taking.Count];
                measurements[contender.Contender.Name].Add(running.Contains(contender) ? await MeasureAsync(scenario, contender, running) : null);
            }
        }

        return new ScenarioResult(scenario, measurements);
    }

    private async Task<Measurement?> MeasureAsync(Scenario scenario, RunningContender contender, List<RunningContender> running)
    {
        try
        {
            return await _window.MeasureAsync(contender, scenario);
        }
#pragma warning disable CA1031 // One that breaks must not end the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{contender.Contender.Name} is out from {scenario} on: {exception.GetBaseException().Message}");
            running.Remove(contender);
            await StopAsync(contender);
            return null;
        }
    }

    // Tracing is compared in one place.
    private bool Takes(Scenario scenario, IContender contender) =>
        scenario.LargestPayload <= contender.MaxPayload && (options.NamesContenders || contender.Name != Catalogue.Traced || scenario == Scenario.Base);

    private static async Task StopAsync(RunningContender contender)
    {
        try
        {
            await contender.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        }
#pragma warning disable CA1031 // It has been measured; how it ends is of no use.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{contender.Contender.Name} did not stop well: {exception.GetBaseException().Message}");
        }
    }
}
