using System.Collections.Concurrent;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Processes;

/// <summary>The place of a client or server: one process after the other, and the proxy before all of them.</summary>
internal sealed class Slot(string name, int rate, FaultProxy proxy, SoakFolder folder, SoakClock clock, int seed)
{
    private int _generation;

    public string Name { get; } = name;

    public bool IsClient => rate > 0;

    public FaultProxy Proxy { get; } = proxy;

    public SoakChild Child { get; private set; } = null!;

    /// <summary>Processes that were killed: what they had under way is excused.</summary>
    public ConcurrentDictionary<string, byte> Killed { get; } = new();

    public ConcurrentQueue<ChildSample> Samples { get; } = new();

    /// <summary>How many processes there have been.</summary>
    public int Generation => _generation;

    public async Task StartAsync()
    {
        string child = $"{Name}.{Interlocked.Increment(ref _generation)}";
        Child = await SoakChild.StartAsync(new ChildSettings(child, Proxy.Uri.ToString(), folder.Path, clock.Start, rate, HashCode.Combine(seed, _generation)));
    }

    public async Task KillAsync()
    {
        Killed.TryAdd(Child.Name, 0);
        await Child.KillAsync();
        await Child.DisposeAsync();
    }

    /// <summary>Starts it again, and the load if it is a client.</summary>
    public async Task RestartAsync()
    {
        await StartAsync();
        if (IsClient)
        {
            await Child.SwitchAsync(on: true);
        }
    }
}
