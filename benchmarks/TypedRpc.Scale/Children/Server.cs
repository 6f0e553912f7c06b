using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>A server in a process of its own; it knows its number.</summary>
internal static class Server
{
    public static async Task RunAsync(string uri, int number, int prefetch)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri);
        await using var service = await connection.ServeAsync<IProbe>(new Probe(number), options =>
        {
            options.Prefetch = prefetch;
            options.MaxConcurrentCalls = prefetch;
        });
        await Child.AnswerAsync(static _ => Task.FromResult<double[]>([0]));
    }
}
