namespace TypedRpc.StartUp;

/// <summary>One client in one build, and how its starts went.</summary>
internal sealed class Variant(string client, string build, string executable)
{
    private readonly List<Start> _starts = [];

    public string Client { get; } = client;

    public string Build { get; } = build;

    public string Executable { get; } = executable;

    public double Total => Median(static start => start.Total);

    public double FirstCall => Median(static start => start.FirstCall);

    public void Add(Start start) => _starts.Add(start);

    private double Median(Func<Start, double> select)
    {
        var values = _starts.Select(select).Order().ToArray();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
