using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Events.Scenarios;

namespace TypedRpc.LoadTest.Events;

/// <summary>What the command line asks for of events.</summary>
internal sealed class EventOptions : CommonOptions
{
    public const string Flag = "events";

    public const string Usage = """
        usage: bench.sh --events [options]
          --quick                 the small set, short windows: under 4 minutes
          --contenders a,b        only these
          --conc 1,64             callers that each wait for their confirm    } publishing only, unless
          --batch 100,1000        messages that are published together        } --prefetch is given, too
          --prefetch 200,2000     messages that a consumer holds; consuming only, unless one of those is given
          --payload 128,16384     bytes a message
          --filter TEXT           only scenarios whose name contains it, e.g. "publish conc=64"
          --rounds N              rounds; medians are of these
          --window-ms N           length of a measurement of publishing
          --output FILE           writes the report there; a full run writes benchmarks/results/events.md
          --help                  shows this
          --list                  shows scenarios and contenders, runs nothing
        """;

    private EventOptions(CommandLine line)
        : base(line)
    {
    }

    public IReadOnlyList<IPublishContender> Publishers => Chosen(EventCatalogue.Publishing);

    public IReadOnlyList<IConsumeContender> Consumers => Chosen(EventCatalogue.Consuming);

    public IReadOnlyList<PublishScenario> Publishing => IsAskedFor("conc", "batch") ? Filtered(PublishSet()) : [];

    public IReadOnlyList<ConsumeScenario> Consuming => IsAskedFor("prefetch") ? Filtered(ConsumeSet()) : [];

    public static EventOptions Parse(string[] arguments)
    {
        var options = new EventOptions(new CommandLine(arguments, [Flag, .. Flags], [.. Valued, "conc", "batch", "prefetch", "payload"]));
        if (options.Publishers.Count + options.Consumers.Count == 0)
        {
            throw new ArgumentException($"None of these contenders is there; there are {string.Join(", ", EventCatalogue.Names)}.");
        }

        // Everything wrong shows before anything runs.
        _ = (options.Rounds, options.Window);
        return options.Publishing.Count + options.Consuming.Count > 0 ? options : throw new ArgumentException("No scenario is left.");
    }

    private bool IsAskedFor(params string[] names) => names.Any(Line.Has) || !new[] { "conc", "batch", "prefetch" }.Any(Line.Has);

    private IEnumerable<PublishScenario> PublishSet() =>
        from payload in Line.Numbers("payload", Quick ? [128] : EventSets.Payloads)
        from batch in Line.Numbers("batch", PublishScenario.UsualBatch)
        from concurrency in Line.Numbers("conc", EventSets.Concurrencies)
        select new PublishScenario(concurrency, payload, batch);

    private IEnumerable<ConsumeScenario> ConsumeSet() =>
        from payload in Line.Numbers("payload", Quick ? [128] : EventSets.Payloads)
        from prefetch in Line.Numbers("prefetch", EventSets.Prefetches)
        select new ConsumeScenario(prefetch, payload);

    private IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> all)
        where T : IEventContender =>
        Line.Text("contenders")?.Split(',') is { } names ? [.. all.Where(contender => names.Contains(contender.Name))] : all;
}
