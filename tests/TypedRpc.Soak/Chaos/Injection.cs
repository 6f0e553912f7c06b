namespace TypedRpc.Soak.Chaos;

/// <summary>A fault that was injected, and how the calls fared after it was healed. Times are the run's.</summary>
internal sealed class Injection(int number, string fault, double start, Sign? sign = null)
{
    private readonly Dictionary<string, double> _firstSuccess = [];

    public int Number => number;

    public string Fault => fault;

    public double Start => start;

    /// <summary>What exactly was done, to whom.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>What must be seen of it; null if it may pass unnoticed.</summary>
    public Sign? Sign { get; set; } = sign;

    /// <summary>When the fault had ended; infinity until then.</summary>
    public double Healed { get; set; } = double.PositiveInfinity;

    /// <summary>When the next fault began, from when on nothing is this one's.</summary>
    public double Next { get; set; } = double.PositiveInfinity;

    /// <summary>When the runtime replaced the link on its own, where that can be seen; milliseconds from the fault.</summary>
    public double? Noticed { get; set; }

    /// <summary>Calls that failed between the fault and the next one.</summary>
    public int Failures { get; private set; }

    /// <summary>Milliseconds from healing until every client had a success.</summary>
    public double? FirstSuccess => _firstSuccess.Count == 0 ? null : Math.Max(0, _firstSuccess.Values.Max() - Healed);

    /// <summary>Milliseconds from healing until the last call was made that failed.</summary>
    public double FullSuccess { get; private set; }

    /// <summary>Takes a call into account that ended before the next fault.</summary>
    public void Add(string client, double began, double ended, bool success)
    {
        if (success && began >= start && ended >= Healed && ended < _firstSuccess.GetValueOrDefault(client, double.PositiveInfinity))
        {
            _firstSuccess[client] = ended;
        }

        if (!success)
        {
            Failures++;
            FullSuccess = Math.Max(FullSuccess, began - Healed);
        }
    }

    public override string ToString() => FormattableString.Invariant($"#{number} at {start / 1000:0.0} s: {fault}: {Text}; healed at {Healed / 1000:0.0} s");
}
