using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>Holds calls in flight and answers the managed bytes that each of them takes here.</summary>
internal static class PendingClient
{
    private const int WarmUp = 1_000;

    public static async Task<double[]> MeasureAsync(string uri, int calls)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri, options =>
        {
            options.MaxPendingCalls = calls + 10;
            options.DefaultTimeout = TimeSpan.FromMinutes(1);
        });
        var client = connection.CreateClient<IProbe>();
        for (var index = 0; index < WarmUp; index++)
        {
            await client.WhoAsync();
        }

        var pending = new ValueTask<int>[calls];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var index = 0; index < calls; index++)
        {
#pragma warning disable CA2012 // Awaited once each, below; tasks of them would be measured as well.
            pending[index] = client.WaitAsync(index);
#pragma warning restore CA2012
        }

        while (await client.WaitingAsync() < calls)
        {
            await Task.Delay(10);
        }

        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / calls;
        await client.OpenGateAsync();
        for (var index = 0; index < calls; index++)
        {
            if (await pending[index] != index)
            {
                throw new InvalidOperationException($"Call {index} got the answer of another.");
            }
        }

        return [bytes];
    }
}
