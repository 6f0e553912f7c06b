using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>Runs the scenarios of publishing, then those of consuming.</summary>
internal sealed class EventRun(EventOptions options, BrokerSet brokers, Action<ScenarioResult> onResult)
{
    private readonly Runner _runner = new(options.Rounds, onResult);

    public async Task RunAsync()
    {
        var uri = brokers.Addresses.RabbitMq!;
        await using var broker = await BrokerSide.ConnectAsync(uri);
        await using var filler = await QueueFiller.ConnectAsync(uri);
        var warmUp = new Window(brokers, options.Window, options.Window);
        var window = new Window(brokers, options.WarmUp, options.Window);
        await _runner.RunAsync(options.Publishing, options.Publishers.Select(contender => new Entrant(
            contender.Name, static _ => true, () => PublishParticipant.StartAsync(contender, uri, broker, warmUp, window))));
        await _runner.RunAsync(options.Consuming, options.Consumers.Select(contender => new Entrant(
            contender.Name, static _ => true, () => ConsumeParticipant.StartAsync(contender, uri, broker, filler, brokers))));
    }
}
