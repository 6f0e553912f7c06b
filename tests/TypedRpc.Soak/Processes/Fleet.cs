using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Processes;

/// <summary>All clients and servers. The first of each is never killed, so that its memory can be followed over the whole run.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int ClientCount = 2;
    private const int ServerCount = 3;

    private readonly List<Slot> _slots = [];

    public IReadOnlyList<Slot> All => _slots;

    public IEnumerable<Slot> Clients => _slots.Where(static slot => slot.IsClient);

    public IEnumerable<Slot> Servers => _slots.Where(static slot => !slot.IsClient);

    /// <summary>Those that live as long as the run.</summary>
    public IEnumerable<Slot> Anchors => [Clients.First(), Servers.First()];

    /// <summary>The names of the processes that were killed.</summary>
    public IReadOnlySet<string> Killed() => _slots.SelectMany(static slot => slot.Killed.Keys).ToHashSet();

    public async Task StartAsync(RabbitMqBroker broker, SoakOptions options, SoakFolder folder, SoakClock clock)
    {
        for (int server = 0; server < ServerCount; server++)
        {
            await AddAsync($"server{server}", rate: 0, server);
        }

        for (int client = 0; client < ClientCount; client++)
        {
            await AddAsync($"client{client}", Math.Max(1, options.Rate / ClientCount), ServerCount + client);
        }

        async Task AddAsync(string name, int rate, int number)
        {
            FaultProxy proxy = await FaultProxy.StartAsync(broker.Uri);
            _slots.Add(new Slot(name, rate, proxy, folder, clock, options.Seed + number));
            await _slots[^1].StartAsync();
        }
    }

    public async Task SwitchAsync(bool on)
    {
        foreach (Slot client in Clients)
        {
            await client.Child.SwitchAsync(on);
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
