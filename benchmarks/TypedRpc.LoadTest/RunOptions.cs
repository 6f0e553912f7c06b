using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest;

/// <summary>What the command line asks for.</summary>
internal sealed class RunOptions : CommonOptions
{
    private static readonly string[] Dimensions = ["conc", "payload", "clients", "handler-ms", "processes", "beside"];

    public const string Usage = """
        usage: bench.sh [options]
          --quick                 the small set, short windows: under 4 minutes
          --contenders a,b        only these
          --conc 1,64             concurrency       } each of these makes a set of its own: every
          --payload 128,16384     bytes each way    } combination of the values given, and for the
          --clients 1,8           clients           } rest 64 calls of 128 bytes, one client,
          --handler-ms 0,5        handler           } a handler that returns at once, one process
          --processes 1,2         processes         }
          --beside 0,1            calls of 4 MiB under way beside the measured ones
          --filter TEXT           only scenarios whose name contains it, e.g. "clients=8"
          --rounds N              rounds; medians are of these
          --window-ms N           length of a measurement
          --output FILE           writes the report there; a full run writes benchmarks/results/README.md
          --events                publishing and consuming of events instead; see --events --help
          --help                  shows this
          --list                  shows scenarios and contenders, runs nothing
        """;

    private RunOptions(CommandLine line)
        : base(line)
    {
    }

    public IReadOnlyList<IContender> Contenders => Line.Text("contenders") is { } names ? [.. names.Split(',').Select(Catalogue.Get)] : Catalogue.All;

    public IReadOnlyList<Scenario> Scenarios => Filtered(Set());

    public static RunOptions Parse(string[] arguments)
    {
        var options = new RunOptions(new CommandLine(arguments, Flags, [.. Valued, .. Dimensions]));

        // Everything wrong shows before anything runs.
        _ = (options.Rounds, options.Window, options.Contenders);
        return options.Scenarios.Count > 0 ? options : throw new ArgumentException("No scenario is left.");
    }

    private IReadOnlyList<Scenario> Set()
    {
        if (!Dimensions.Any(Line.Has))
        {
            return Quick ? ScenarioSets.Quick : ScenarioSets.Full;
        }

        return ScenarioSets.Product(
            Line.Numbers("conc", 64), Line.Numbers("payload", 128), Line.Numbers("clients", 1), [.. Line.Numbers("handler-ms", 0).Select(IsSlow)],
            Line.Numbers("processes", 1), Line.Numbers("beside", 0));
    }

    private static bool IsSlow(int milliseconds) => milliseconds switch
    {
        0 => false,
        _ when milliseconds == (int)Handler.Time.TotalMilliseconds => true,
        _ => throw new ArgumentException($"A handler takes 0 or {Handler.Time.TotalMilliseconds} ms."),
    };
}
