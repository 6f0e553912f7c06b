namespace TypedRpc.Fuzz;

/// <summary>Runs every second, third or so input of a target on a thread of its own.</summary>
internal sealed class FuzzWorker(Func<IFuzzTarget> create, string name, ulong seed, long first, long end, int step)
{
    /// <summary>One fault is found by many inputs; this many are enough to see it.</summary>
    private const int MostFindings = 20;

    private readonly List<FuzzFinding> _findings = [];
    private long _index;
    private volatile Exception? _failure;

    public IReadOnlyList<FuzzFinding> Findings => _findings;

    /// <summary>The input that it is at.</summary>
    public long Index => Volatile.Read(ref _index);

    /// <summary>Why it could not go on, if it could not: no fault of an input.</summary>
    public Exception? Failure => _failure;

    public Thread Start()
    {
        _index = first;
        var thread = new Thread(Run) { IsBackground = true, Name = $"fuzz {name} {first}" };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        try
        {
            using var target = create();
            foreach (var valid in target.Seeds)
            {
                target.Run(valid);
            }

            for (; Index < end && _findings.Count < MostFindings; Volatile.Write(ref _index, _index + step))
            {
                var input = InputSource.Create(target, seed, _index);
                if (InputRunner.Run(target, input) is { } description)
                {
                    _findings.Add(new FuzzFinding(name, _index, input, description));
                }
            }
        }
#pragma warning disable CA1031 // Told to the one who waits for the thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = exception;
        }
    }
}
