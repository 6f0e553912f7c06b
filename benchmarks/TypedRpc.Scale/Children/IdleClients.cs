using System.Diagnostics;
using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>Opens connections, has each make a call, and answers what each takes once it is idle: managed bytes, resident bytes, milliseconds to open.</summary>
internal static class IdleClients
{
    // The broker's listen queue holds 128.
    private const int OpenAtOnce = 16;

    public static async Task<double[]> MeasureAsync(string uri, int count)
    {
        await using (var first = await RabbitRpcConnection.ConnectAsync(uri))
        {
            await first.CreateClient<IProbe>().WhoAsync();
        }

        var connections = new RabbitRpcConnection[count];
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        var resident = Environment.WorkingSet;
        var opening = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (index, token) =>
            connections[index] = await RabbitRpcConnection.ConnectAsync(uri, cancellationToken: token));
        var milliseconds = Stopwatch.GetElapsedTime(opening).TotalMilliseconds;
        await Task.WhenAll(connections.Select(static connection => connection.CreateClient<IProbe>().WhoAsync().AsTask()));

        double[] perClient =
        [
            (double)(GC.GetTotalMemory(forceFullCollection: true) - managed) / count,
            (double)(Environment.WorkingSet - resident) / count,
            milliseconds / count,
        ];
        await Task.WhenAll(connections.Select(static connection => connection.DisposeAsync().AsTask()));
        return perClient;
    }
}
