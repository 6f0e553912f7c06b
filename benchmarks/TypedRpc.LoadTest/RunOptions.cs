using System.Globalization;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest;

/// <summary>What the command line asks for.</summary>
internal sealed class RunOptions
{
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
          --help                  shows this
          --list                  shows scenarios and contenders, runs nothing
        """;

    private readonly Dictionary<string, string> _values = [];

    private RunOptions()
    {
    }

    public bool Quick => _values.ContainsKey("quick");

    public bool Help => _values.ContainsKey("help");

    public bool List => _values.ContainsKey("list");

    public int Rounds => Optional("rounds") ?? 3;

    public TimeSpan Window => TimeSpan.FromMilliseconds(Optional("window-ms") ?? (Quick ? 500 : 1000));

    public TimeSpan WarmUp => Window / 3;

    /// <summary>Nothing is left out.</summary>
    public bool IsFull => _values.Keys.All(static name => name is "output" or "rounds" or "window-ms");

    public string? Output => _values.GetValueOrDefault("output");

    public bool NamesContenders => _values.ContainsKey("contenders");

    public IReadOnlyList<IContender> Contenders => _values.TryGetValue("contenders", out var names)
        ? [.. names.Split(',').Select(Catalogue.Get)]
        : Catalogue.All;

    public IReadOnlyList<Scenario> Scenarios => [.. Set().Where(scenario => scenario.ToString().Contains(_values.GetValueOrDefault("filter", ""), StringComparison.Ordinal))];

    public static RunOptions Parse(string[] arguments)
    {
        var options = new RunOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : string.Empty;
            options._values[name] = name switch
            {
                "quick" or "list" or "help" => string.Empty,
                "contenders" or "conc" or "payload" or "clients" or "handler-ms" or "processes" or "beside" or "filter" or "rounds" or "window-ms" or "output"
                    when i + 1 < arguments.Length => arguments[++i],
                _ => throw new ArgumentException($"'{arguments[i]}' is no option or lacks its value."),
            };
        }

        // Everything wrong shows before anything runs.
        _ = (options.Rounds, options.Window, options.Contenders);
        return options.Scenarios.Count > 0 ? options : throw new ArgumentException("No scenario is left.");
    }

    private IReadOnlyList<Scenario> Set()
    {
        if (!_values.Keys.Any(static name => name is "conc" or "payload" or "clients" or "handler-ms" or "processes" or "beside"))
        {
            return Quick ? ScenarioSets.Quick : ScenarioSets.Full;
        }

        return ScenarioSets.Product(
            Numbers("conc", 64), Numbers("payload", 128), Numbers("clients", 1), [.. Numbers("handler-ms", 0).Select(IsSlow)], Numbers("processes", 1), Numbers("beside", 0));
    }

    private static bool IsSlow(int milliseconds) => milliseconds switch
    {
        0 => false,
        _ when milliseconds == (int)Handler.Time.TotalMilliseconds => true,
        _ => throw new ArgumentException($"A handler takes 0 or {Handler.Time.TotalMilliseconds} ms."),
    };

    private int[] Numbers(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? [.. text.Split(',').Select(Number)] : [otherwise];

    private int? Optional(string name) => _values.TryGetValue(name, out var text) ? Number(text) : null;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is no number.");
}
