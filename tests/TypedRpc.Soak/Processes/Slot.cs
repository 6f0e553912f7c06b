using System.Collections.Concurrent;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Processes;

/// <summary>The place of a child: one process after the other, and the proxy before all of them.</summary>
internal sealed class Slot(ChildRole role, int number, int rate, FaultProxy proxy, SoakFolder folder, SoakClock clock, int seed)
{
    private readonly ConcurrentDictionary<string, long> _succeeded = new();
    private int _generation;

    public string Name { get; } = $"{role.ToString().ToLowerInvariant()}{number}";

    /// <summary>Whether it makes calls or publishes.</summary>
    public bool IsClient => rate > 0;

    public FaultProxy Proxy { get; } = proxy;

    public SoakChild Child { get; private set; } = null!;

    /// <summary>Processes that were killed: what they had under way is excused.</summary>
    public ConcurrentDictionary<string, byte> Killed { get; } = new();

    public ConcurrentQueue<ChildSample> Samples { get; } = new();

    /// <summary>How many processes there have been.</summary>
    public int Generation => _generation;

    /// <summary>Calls or publishes of all its processes that have succeeded, as of their last samples.</summary>
    public long Succeeded => _succeeded.Values.Sum();

    public async Task StartAsync()
    {
        string child = $"{Name}.{Interlocked.Increment(ref _generation)}";
        Child = await SoakChild.StartAsync(new ChildSettings(role, child, number, Proxy.Uri.ToString(), folder.Path, clock.Start, rate, HashCode.Combine(seed, _generation)));
    }

    /// <summary>Takes a sample of a child of its own.</summary>
    public void Add(SoakChild child, ChildSample sample)
    {
        Samples.Enqueue(sample);
        _succeeded[child.Name] = sample.Succeeded;
    }

    public async Task KillAsync()
    {
        Killed.TryAdd(Child.Name, 0);
        await Child.KillAsync();
        await Child.DisposeAsync();
    }

    /// <summary>Starts it again, and the load if it makes any.</summary>
    public async Task RestartAsync()
    {
        await StartAsync();
        await Child.SwitchAsync(on: true);
    }
}
