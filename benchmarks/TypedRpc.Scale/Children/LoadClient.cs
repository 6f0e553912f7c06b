using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>Calls in loops: <c>0 concurrency milliseconds</c>, or at once: <c>1 concurrency bursts</c>. Answers how many calls each server took.</summary>
internal static class LoadClient
{
    private const int Burst = 1;
    private const int MaxServers = 4;

    public static async Task RunAsync(string uri)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri);
        var client = connection.CreateClient<IProbe>();
        await AnswerAsync(() => client.WhoAsync());
    }

    /// <summary>Obeys the commands with calls that each return the number of their server.</summary>
    public static Task AnswerAsync(Func<ValueTask<int>> who) =>
        Child.AnswerAsync(command => command[0] == Burst ? BurstAsync(who, command[1], command[2]) : LoopAsync(who, command[1], command[2]));

    private static async Task<double[]> LoopAsync(Func<ValueTask<int>> who, int concurrency, int milliseconds)
    {
        using var end = new CancellationTokenSource(milliseconds);
        var perLoop = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => CallAsync(who, end)));
        return [.. Enumerable.Range(0, MaxServers).Select(server => (double)perLoop.Sum(loop => loop[server]))];
    }

    private static async Task<int[]> CallAsync(Func<ValueTask<int>> who, CancellationTokenSource end)
    {
        var calls = new int[MaxServers];
        while (!end.IsCancellationRequested)
        {
            calls[await who()]++;
        }

        return calls;
    }

    /// <summary>The median, over bursts that each start all their calls at once, of the busiest server's share times the number of servers.</summary>
    private static async Task<double[]> BurstAsync(Func<ValueTask<int>> who, int concurrency, int bursts)
    {
        var ratios = new List<double>();
        for (var burst = 0; burst < bursts; burst++)
        {
            var servers = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => who().AsTask()));
            ratios.Add(servers.CountBy(static server => server).Max(static server => server.Value) * (double)MaxServers / concurrency);
        }

        ratios.Sort();
        return [ratios[bursts / 2]];
    }
}
