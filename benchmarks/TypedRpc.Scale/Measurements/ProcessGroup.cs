namespace TypedRpc.Scale.Measurements;

/// <summary>Servers of one service, and clients that call it.</summary>
internal sealed class ProcessGroup(Uri broker) : IAsyncDisposable
{
    private const string DefaultPrefetch = "100";

    private readonly List<ChildProcess> _servers = [];
    private readonly List<ChildProcess> _clients = [];

    public async Task AddServersAsync(int count)
    {
        while (_servers.Count < count)
        {
            _servers.Add(await ChildProcess.StartAsync(broker, "server", $"{_servers.Count}", DefaultPrefetch));
        }
    }

    public async Task AddClientsAsync(int count)
    {
        while (_clients.Count < count)
        {
            _clients.Add(await ChildProcess.StartAsync(broker, "load"));
        }
    }

    /// <summary>Has the first clients call in loops; returns the calls that each server took.</summary>
    public async Task<double[]> LoadAsync(int clients, int concurrency, int milliseconds)
    {
        var counts = await Task.WhenAll(_clients.Take(clients).Select(client => client.AskAsync($"0 {concurrency} {milliseconds}")));
        return [.. Enumerable.Range(0, _servers.Count).Select(server => counts.Sum(count => count[server]))];
    }

    /// <summary>Has one client make calls all at once, again and again; returns the median of the busiest server's calls, in means.</summary>
    public async Task<double> BurstAsync(int concurrency, int bursts) => (await _clients[0].AskAsync($"1 {concurrency} {bursts}"))[0];

    public async ValueTask DisposeAsync()
    {
        // Clients first: a call to a server that is going would be an error.
        foreach (var child in _clients.Concat(_servers))
        {
            await child.DisposeAsync();
        }
    }
}
