using TypedRpc.Soak.Checking;

namespace TypedRpc.Soak.Chaos;

/// <summary>Injects one fault after the other, every kind once before any comes again.</summary>
internal sealed class ChaosMonkey(SoakOptions options, IReadOnlyList<Fault> faults, ChaosScope scope, SignWatch signs, Action<string> say)
{
    private const double ShortestPauseSeconds = 3;
    private const double LongestLastPauseSeconds = 12;

    private readonly List<Injection> _injections = [];
    private readonly List<string> _harnessFaults = [];

    /// <summary>What was injected so far, the oldest first.</summary>
    public IReadOnlyList<Injection> Injections
    {
        get
        {
            lock (_injections)
            {
                return [.. _injections];
            }
        }
    }

    /// <summary>Faults that could not be injected: no fault of the product.</summary>
    public IReadOnlyList<string> HarnessFaults => _harnessFaults;

    /// <summary>Goes on as long as what remains leaves the last fault the time to be recovered from.</summary>
    /// <param name="remaining">How many milliseconds the load will still take.</param>
    /// <param name="token">Ends it.</param>
    public async Task RunAsync(Func<double> remaining, CancellationToken token)
    {
        Fault[] kinds = [.. faults.Where(fault => options.Only.Count == 0 || options.Only.Contains(fault.Name))];
        var bag = new Queue<Fault>();

        // A short run would have no faults at all.
        double lastPause = Math.Min(LongestLastPauseSeconds, remaining() / 1000 / 5);
        while (true)
        {
            double pause = ShortestPauseSeconds + (-Math.Log(1 - scope.Random.NextDouble()) * Math.Max(1, (options.Every / 2) - ShortestPauseSeconds));
            pause = Math.Min(pause + (options.Every / 4), options.Every * 2);
            if ((pause + lastPause) * 1000 > remaining())
            {
                return;
            }

            await scope.LastAsync(TimeSpan.FromSeconds(pause));
            if (token.IsCancellationRequested)
            {
                return;
            }

            if (bag.Count == 0)
            {
                scope.Random.Shuffle(kinds);
                bag = new Queue<Fault>(kinds);
            }

            await InjectAsync(bag.Dequeue());
        }
    }

    private async Task InjectAsync(Fault fault)
    {
        var before = await signs.TakeAsync();
        var injection = new Injection(_injections.Count + 1, fault.Name, scope.Clock.Now, fault.Sign);
        lock (_injections)
        {
            if (_injections.Count > 0)
            {
                _injections[^1].Next = injection.Start;
            }

            _injections.Add(injection);
        }

        try
        {
            await fault.RunAsync(scope, injection);
        }
        catch (Exception exception)
        {
            _harnessFaults.Add($"{injection}: {exception.Message}");
            injection.Sign = null;
            foreach (var slot in scope.Fleet.All)
            {
                slot.Proxy.Heal();
            }
        }

        injection.Healed = scope.Clock.Now;
        say(injection.ToString());
        await signs.CheckAsync(injection, before);
    }
}
