namespace TypedRpc.Soak.Checking.Calls;

/// <summary>Counts of a run.</summary>
internal sealed class Tally
{
    private const double CountedOvershoot = 50;

    private readonly SortedDictionary<string, long> _ends = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _methods = new(StringComparer.Ordinal);

    public long Calls { get; private set; }

    public long Executions { get; set; }

    public long Redelivered { get; set; }

    /// <summary>Calls that had not ended when their process was killed.</summary>
    public long Excused { get; set; }

    /// <summary>Calls that ended more than 50 ms after their deadline.</summary>
    public long Overshoots { get; private set; }

    public double WorstOvershoot { get; private set; }

    /// <summary>Calls by how they ended.</summary>
    public IReadOnlyDictionary<string, long> Ends => _ends;

    public IReadOnlyDictionary<string, long> Methods => _methods;

    public void Add(SoakCall call, string end, double late)
    {
        Calls++;
        _ends[end] = _ends.GetValueOrDefault(end) + 1;
        _methods[call.Method] = _methods.GetValueOrDefault(call.Method) + 1;
        WorstOvershoot = Math.Max(WorstOvershoot, late);
        Overshoots += late > CountedOvershoot ? 1 : 0;
    }
}
