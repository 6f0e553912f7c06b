namespace TypedRpc.ReliabilityReport;

/// <summary>All that the runs of the tests have left in a folder, which has a folder for each run.</summary>
public sealed class Results
{
    private readonly ILookup<string, TestRun> _tests;
    private readonly ILookup<string, ResultLine> _lines;

    /// <summary>Reads the folder.</summary>
    public Results(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        _tests = files.Where(static file => file.EndsWith(".xml", StringComparison.Ordinal)).SelectMany(TestRun.Load).ToLookup(static test => test.Row);
        ResultLine[] lines = [.. files.Where(static file => file.EndsWith(".jsonl", StringComparison.Ordinal)).SelectMany(ResultLine.Load)];
        _lines = lines.Where(static line => line.Row is not null).ToLookup(static line => line.Row!);
        Brokers = [.. lines.Select(static line => line.Broker).OfType<string>().Distinct().Order()];
        Runs = Directory.GetDirectories(folder).Length;
    }

    /// <summary>How often everything has run.</summary>
    public int Runs { get; }

    /// <summary>The versions of RabbitMQ.</summary>
    public IReadOnlyList<string> Brokers { get; }

    /// <summary>All tests that cover a row.</summary>
    public IReadOnlyList<TestRun> All => [.. _tests.SelectMany(static group => group)];

    /// <summary>The tests that cover a row.</summary>
    public IReadOnlyList<TestRun> TestsOf(string row) => [.. _tests[row]];

    /// <summary>What was measured for a row.</summary>
    public IEnumerable<string> MeasuredOf(string row) => MeasuredBound.Merge(_lines[row].SelectMany(static line => line.Measured ?? []));
}
