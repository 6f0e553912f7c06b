namespace TypedRpc.Scale.Measurements;

/// <summary>Servers of one service, and clients that call it.</summary>
/// <param name="broker">The broker.</param>
/// <param name="style">Whose they are: <see cref="TypedRpc"/> or <see cref="HandWritten"/>.</param>
internal sealed class ProcessGroup(Uri broker, string style = ProcessGroup.TypedRpc) : IAsyncDisposable
{
    public const string TypedRpc = "typedrpc";
    public const string HandWritten = "handwritten";

    private const string DefaultPrefetch = "100";

    private readonly List<ChildProcess> _servers = [];
    private readonly List<ChildProcess> _clients = [];

    public string Style => style;

    public async Task AddServersAsync(int count)
    {
        while (_servers.Count < count)
        {
            _servers.Add(await ChildProcess.StartAsync(broker, "server", style, $"{_servers.Count}", DefaultPrefetch));
        }
    }

    public async Task AddClientsAsync(int count)
    {
        while (_clients.Count < count)
        {
            _clients.Add(await ChildProcess.StartAsync(broker, "load", style));
        }
    }

    /// <summary>Has the first clients call in loops; returns the calls that each server took, as far as the replies tell.</summary>
    public async Task<double[]> LoadAsync(int clients, int concurrency, int milliseconds)
    {
        var counts = await Task.WhenAll(_clients.Take(clients).Select(client => client.AskAsync($"0 {concurrency} {milliseconds}")));
        return [.. Enumerable.Range(0, counts[0].Length).Select(server => counts.Sum(count => count[server]))];
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
