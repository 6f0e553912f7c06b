using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest;

/// <summary>What every kind of run can be asked for.</summary>
internal abstract class CommonOptions(CommandLine line)
{
    /// <summary>Options without a value.</summary>
    protected static readonly string[] Flags = ["quick", "list", "help"];

    /// <summary>Options with a value.</summary>
    protected static readonly string[] Valued = ["contenders", "filter", "rounds", "window-ms", "output"];

    public bool Quick => line.Has("quick");

    public bool Help => line.Has("help");

    public bool List => line.Has("list");

    public int Rounds => line.Number("rounds") ?? 3;

    public TimeSpan Window => TimeSpan.FromMilliseconds(line.Number("window-ms") ?? (Quick ? 500 : 1000));

    public TimeSpan WarmUp => Window / 3;

    /// <summary>Nothing is left out.</summary>
    public bool IsFull => line.Names.All(static name => name is "events" or "output" or "rounds" or "window-ms");

    public string? Output => line.Text("output");

    public bool NamesContenders => line.Has("contenders");

    protected CommandLine Line => line;

    protected IReadOnlyList<T> Filtered<T>(IEnumerable<T> scenarios)
        where T : IScenario =>
        [.. scenarios.Where(scenario => scenario.ToString()!.Contains(line.Text("filter") ?? "", StringComparison.Ordinal))];
}
