using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Reporting;
using TypedRpc.LoadTest.Events.Running;
using TypedRpc.LoadTest.Reporting;

namespace TypedRpc.LoadTest.Events;

/// <summary>Events.</summary>
internal static class EventPlan
{
    private static readonly ReportKind Report = new("Event benchmark results", "eng/bench.sh --events", "events.md", EventGoals.All);

    public static RunPlan Parse(string[] arguments)
    {
        var options = EventOptions.Parse(arguments);
        return new RunPlan(
            options,
            EventOptions.Usage,
            Report,
            [.. options.Publishing, .. options.Consuming],
            [
                .. options.Publishers.Select(static contender => (contender.Name, contender.Description))
                    .Concat(options.Consumers.Select(static contender => (contender.Name, contender.Description))).Distinct(),
            ],
            [BrokerKind.RabbitMq],
            (brokers, onResult) => new EventRun(options, brokers, onResult).RunAsync());
    }
}
