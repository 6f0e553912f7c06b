using TypedRpc.Scale.Contracts;

namespace TypedRpc.Scale.Children;

/// <summary>Calls with large payloads, client and server in this process: <c>bytes concurrency calls</c>. Answers what they leave on the large object heap.</summary>
internal static class LargeCalls
{
    // Until every thread that will ever keep a buffer for the next call has one.
    private const int WarmUps = 4;

    // The large object heap in GCGenerationInfo.
    private const int LargeObjects = 3;

    public static async Task RunAsync(string uri)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(uri, static options => options.MaxMessageSize = 8 * 1024 * 1024);
        await using var service = await connection.ServeAsync<ILarge>(new Large());
        var client = connection.CreateClient<ILarge>();
        await Child.AnswerAsync(command => MeasureAsync(client, new byte[command[0]], command[1], command[2]));
    }

    /// <summary>Bytes that the heap has grown by over so many calls, after several times as many, and bytes that a call allocated.</summary>
    private static async Task<double[]> MeasureAsync(ILarge client, byte[] payload, int concurrency, int calls)
    {
        for (var run = 0; run < WarmUps; run++)
        {
            await CallAsync(client, payload, concurrency, calls);
        }

        var before = SizeAfterCollection();
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        await CallAsync(client, payload, concurrency, calls);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        return [SizeAfterCollection() - before, (double)allocated / calls];
    }

    private static Task CallAsync(ILarge client, byte[] payload, int concurrency, int calls)
    {
        var left = calls;
        return Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await client.EchoAsync(payload);
            }
        }));
    }

    private static long SizeAfterCollection()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[LargeObjects].SizeAfterBytes;
    }

    private sealed class Large : ILarge
    {
        public ValueTask<byte[]> EchoAsync(byte[] payload) => new(payload);
    }
}
