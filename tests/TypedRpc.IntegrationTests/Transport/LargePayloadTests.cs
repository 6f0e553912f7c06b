using System.Runtime;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>What calls with large payloads leave behind in a process that has both sides. Memory is the whole process's, so nothing else runs meanwhile.</summary>
[Collection("alone")]
public sealed class LargePayloadTests(BrokerFixture fixture)
{
    private const int WarmUps = 3;
    private const int Calls = 64;

    // The handler's argument and the caller's result, which their code keeps; a buffer more for each call would be another payload at least.
    private const double PayloadsAllocated = 2.5;

    // A thread that the calls come to later may keep a buffer for the next one, of up to twice a payload. What is left behind by each call would be 64 payloads and more.
    private const int PayloadsLeft = 16;

    // The large object heap in GCMemoryInfo.GenerationInfo.
    private const int LargeObjects = 3;

    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData(256 * 1024, false)]
    [InlineData(4 * 1024 * 1024, true)]
    [InlineData(4 * 1024 * 1024, false)]
    public async Task The_large_object_heap_does_not_grow_and_a_call_allocates_its_payloads_only(int size, bool coalesce)
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), options =>
        {
            options.MaxMessageSize = 8 * 1024 * 1024;
            options.Coalescing.Enabled = coalesce;
        });
        await using var service = await connection.ServeAsync<ILargeEcho>(new LargeEcho());
        var client = connection.CreateClient<ILargeEcho>();
        var payload = new byte[size];
        for (var round = 0; round < WarmUps; round++)
        {
            await CallAsync(client, payload);
        }

        var heapBefore = LargeObjectBytes();
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        await CallAsync(client, payload);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var grown = LargeObjectBytes() - heapBefore;

        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)allocated / Calls / size:N2} payloads allocated a call; the heap grew by {(double)grown / size:N1} payloads");
        ((double)allocated / Calls / size).ShouldBeLessThan(PayloadsAllocated);
        ((double)grown / size).ShouldBeLessThan(PayloadsLeft);
    }

    private static async Task CallAsync(ILargeEcho client, byte[] payload)
    {
        for (var call = 0; call < Calls; call++)
        {
            (await client.EchoAsync(payload)).Length.ShouldBe(payload.Length);
        }
    }

    private static long LargeObjectBytes()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        var generation = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[LargeObjects];
        return generation.SizeAfterBytes - generation.FragmentationAfterBytes;
    }

    private sealed class LargeEcho : ILargeEcho
    {
        public ValueTask<byte[]> EchoAsync(byte[] payload) => new(payload);
    }
}
