using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using TypedRpc.ReliabilityTests.Harness;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Bodies live in memory that others use next: whoever reads too late reads somebody else's bytes.</summary>
public sealed class BodyMemoryTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Callers = 64;
    private const int LargestPayload = 300_000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    [Fact, Fault("D23")]
    [NoSign("nothing fails")]
    public async Task Answers_are_right_while_the_pool_s_memory_is_overwritten_all_the_time()
    {
        await using FragileService service = await FragileService.StartAsync(ServerConnection, Broker);
        IFragile client = ClientConnection.CreateClient<IFragile>();
        await client.EchoAsync([1]);
        using var end = new CancellationTokenSource();
        Task[] poisoners = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => PoisonAsync(end.Token)))];
        long start = Stopwatch.GetTimestamp();
        int calls = (await Task.WhenAll(Enumerable.Range(0, Callers).Select(seed => CallAsync(client, new Random(seed), start)))).Sum();
        await end.CancelAsync();
        await Task.WhenAll(poisoners);
        calls.ShouldBeGreaterThan(1000);
        Note($"{calls} calls in {Length.TotalSeconds:0} s, each with the right answer");
    }

    /// <summary>Makes calls, few of them large, and compares what comes back.</summary>
    private static async Task<int> CallAsync(IFragile client, Random random, long start)
    {
        int calls = 0;
        for (; Stopwatch.GetElapsedTime(start) < Length; calls++)
        {
            byte[] payload = new byte[random.Next(1, random.Next(50) == 0 ? LargestPayload : 2000)];
            random.NextBytes(payload);
            if (calls % 2 == 0)
            {
                (await client.HashAsync(payload)).AsSpan().SequenceEqual(SHA256.HashData(payload)).ShouldBeTrue("the handler got other bytes");
            }
            else
            {
                (await client.EchoAsync(payload)).AsSpan().SequenceEqual(payload).ShouldBeTrue("the caller got other bytes");
            }
        }

        return calls;
    }

    private static async Task PoisonAsync(CancellationToken end)
    {
        var rented = new List<byte[]>();
        while (!end.IsCancellationRequested)
        {
            for (int size = 16; size <= 512 * 1024; size *= 2)
            {
                byte[] memory = ArrayPool<byte>.Shared.Rent(size);
                memory.AsSpan().Fill(0xee);
                rented.Add(memory);
            }

            rented.ForEach(static memory => ArrayPool<byte>.Shared.Return(memory));
            rented.Clear();
            await Task.Yield();
        }
    }
}
