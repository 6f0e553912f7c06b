using TypedRpc.Soak.Workloads;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Processes;

/// <summary>All that make the load, here clients, and all that take it, here servers. The first of each is never killed, so that its memory can be followed over the whole run.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>How many make the load.</summary>
    public const int ClientCount = 2;

    /// <summary>How many take it.</summary>
    public const int ServerCount = 3;

    private readonly List<Slot> _slots = [];

    public IReadOnlyList<Slot> All => _slots;

    public IEnumerable<Slot> Clients => _slots.Where(static slot => slot.IsClient);

    public IEnumerable<Slot> Servers => _slots.Where(static slot => !slot.IsClient);

    /// <summary>Those that live as long as the run.</summary>
    public IEnumerable<Slot> Anchors => [Clients.First(), Servers.First()];

    /// <summary>The names of the processes that were killed.</summary>
    public IReadOnlySet<string> Killed() => _slots.SelectMany(static slot => slot.Killed.Keys).ToHashSet();

    public async Task StartAsync(RabbitMqBroker broker, Workload workload, SoakOptions options, SoakFolder folder, SoakClock clock)
    {
        for (int server = 0; server < ServerCount; server++)
        {
            await AddAsync(workload.ServerRole, server, rate: 0, server);
        }

        for (int client = 0; client < ClientCount; client++)
        {
            await AddAsync(workload.ClientRole, client, Math.Max(1, options.Rate / ClientCount), ServerCount + client);
        }

        async Task AddAsync(ChildRole role, int number, int rate, int seed)
        {
            FaultProxy proxy = await FaultProxy.StartAsync(broker.Uri);
            _slots.Add(new Slot(role, number, rate, proxy, folder, clock, options.Seed + seed));
            await _slots[^1].StartAsync();
        }
    }

    /// <summary>Switches the load on or off, at those that take it as well: they may have to get ready for it, or for rest.</summary>
    public async Task SwitchAsync(bool on)
    {
        foreach (Slot slot in _slots)
        {
            await slot.Child.SwitchAsync(on);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Slot slot in _slots)
        {
            if (slot.Child is not null)
            {
                await slot.Child.DisposeAsync();
            }

            await slot.Proxy.DisposeAsync();
        }
    }
}
