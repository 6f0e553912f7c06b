using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>Runs the scenarios of calls. Those with the same deployment follow each other, in the order in which it first comes.</summary>
internal sealed class RpcRun(RunOptions options, BrokerSet brokers, Action<ScenarioResult> onResult)
{
    private readonly Runner _runner = new(options.Rounds, onResult);
    private readonly Window _window = new(brokers, options.WarmUp, options.Window);
    private readonly Window _warmUp = new(brokers, options.Window, options.Window);

    public async Task RunAsync()
    {
        foreach (var group in options.Scenarios.GroupBy(static scenario => scenario.Deployment))
        {
            await _runner.RunAsync(group, options.Contenders.Where(contender => brokers.Addresses.Has(contender.Broker)).Select(contender => new Entrant(
                contender.Name,
                scenario => Takes((Scenario)scenario, contender),
                async () => await RunningContender.StartAsync(contender, group.Key, brokers.Addresses, _warmUp, _window))));
        }
    }

    // Tracing is compared in one place.
    private bool Takes(Scenario scenario, IContender contender) =>
        scenario.LargestPayload <= contender.MaxPayload && (options.NamesContenders || contender.Name != Catalogue.Traced || scenario == Scenario.Base);
}
