using System.Diagnostics;
using MessagePack;
using TypedRpc.Behaviour;
using TypedRpc.ReliabilityTests.Handlers;
using TypedRpc.ReliabilityTests.Harness;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Small messages that would cost a server much, sent to one that others call meanwhile.</summary>
public sealed class BombTests(ReliabilityBroker broker) : StrangerTest(broker)
{
    private const ulong Number = 7;

    [Fact, Fault("D15")]
    [NoSign("nothing fails")]
    public Task Keys_that_collide_are_decoded_as_fast_as_others() => AmidBombsAsync(async (stranger, handlers) =>
    {
        // All of them have the hash 0 in a dictionary that does not defend itself: the quadratic work takes minutes.
        const int Count = 100_000;
        var random = new Random(15);
        TimeSpan others = await AskAsync(Entries(_ => random.NextInt64()));
        TimeSpan chosen = await AskAsync(Entries(static index => (index << 32) | index));
        Measure($"call with {Count} keys that collide; with others {others.TotalMilliseconds:0} ms", chosen, (3 * others) + TimeSpan.FromSeconds(1));
        handlers.Executions.ShouldBe(2);

        async Task<TimeSpan> AskAsync(byte[] arguments)
        {
            ulong number = Number + (ulong)handlers.Executions;
            long start = Stopwatch.GetTimestamp();
            await stranger.PublishAsync("Fragile.Count", RawCall.Frame(number, "Fragile/Count", arguments), stranger.WithInbox);
            (await stranger.ReplyAsync(number)).Status.ShouldBe(RpcStatusCode.OK);
            return Stopwatch.GetElapsedTime(start);
        }

        static byte[] Entries(Func<long, long> key) => RawCall.Bytes((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(1);
            writer.WriteMapHeader(Count);
            for (long index = 1; index <= Count; index++)
            {
                writer.WriteInt64(key(index));
                writer.Write(1);
            }
        });
    });

    [Theory, Fault("D16")]
    [Sign("rpc.server.call.duration INTERNAL")]
    [InlineData(65)]
    [InlineData(500)]
    [InlineData(1_000_000)]
    public Task Nesting_costs_no_stack(int depth) => AmidBombsAsync(async (stranger, handlers) =>
    {
        byte[] trees = [.. Enumerable.Repeat(new byte[] { 0x92, 0x01 }, depth).SelectMany(static level => level), 0xc0];
        byte[] arrays = [.. Enumerable.Repeat((byte)0x91, depth), 0xc0];
        await RefusedAsync(stranger, Number, [0x91, .. trees]);
        await RefusedAsync(stranger, Number + 1, [0x91, .. arrays]);

        // Skipped: an argument of a later version, and a member of one.
        handlers.Executions.ShouldBe(0);
        await stranger.PublishAsync("Fragile.Grow", RawCall.Frame(Number + 2, "Fragile/Grow", [0x92, 0xc0, .. arrays]), stranger.WithInbox);
        (await stranger.ReplyAsync(Number + 2)).Status.ShouldBe(RpcStatusCode.OK);
        await stranger.PublishAsync("Fragile.Grow", RawCall.Frame(Number + 3, "Fragile/Grow", [0x91, 0x93, 0x01, 0xc0, .. arrays]), stranger.WithInbox);
        (await stranger.ReplyAsync(Number + 3)).Status.ShouldBe(RpcStatusCode.OK);
        handlers.Executions.ShouldBe(2);
    });

    [Fact, Fault("D17")]
    [Sign("rpc.server.call.duration INTERNAL")]
    public Task A_size_of_two_billion_without_its_bytes_is_refused() => AmidBombsAsync(async (stranger, handlers) =>
    {
        string[] sizes = ["dd80000000", "df80000000", "c680000000", "c98000000001", "db80000000", "dd7fffffff", "df7fffffff", "c67fffffff", "c97fffffff63"];
        ulong number = Number;
        foreach (string size in sizes)
        {
            foreach (string method in (string[])["Grow", "Count", "Hash"])
            {
                await RefusedAsync(stranger, number++, [0x91, .. Convert.FromHexString(size)], method);
            }
        }

        handlers.Executions.ShouldBe(0);
        Note($"{sizes.Length} kinds of size in three kinds of argument");
    });

    private async Task AmidBombsAsync(Func<Stranger, Fragile, Task> attack)
    {
        await using FragileService service = await FragileService.StartAsync(await ConnectAsync(Broker.Uri), Broker);
        await AmidCallsAsync(async _ =>
        {
            await using Stranger stranger = await Stranger.OpenAsync(Broker.Uri, "fragile");
            await attack(stranger, service.Handlers);
        });
    }

    private static async Task RefusedAsync(Stranger stranger, ulong number, byte[] arguments, string method = "Grow")
    {
        await stranger.PublishAsync($"Fragile.{method}", RawCall.Frame(number, $"Fragile/{method}", arguments), stranger.WithInbox);
        StrangerReply reply = await stranger.ReplyAsync(number);
        (reply.Status, reply.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.NotExecuted), reply.Text);
    }
}
