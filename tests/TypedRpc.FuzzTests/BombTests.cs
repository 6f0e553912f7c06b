using MessagePack;
using TypedRpc.Fuzz.Benches;
using TypedRpc.Protocol;
using TypedRpc.TestSupport;

namespace TypedRpc.FuzzTests;

/// <summary>Small messages that would cost much: nesting against the stack, announced sizes against the memory, chosen keys against the processor.</summary>
public sealed class BombTests : IDisposable
{
    private const int SmallStack = 256 * 1024;
    private const int AllowedAnyway = 64 * 1024;

    private readonly Caller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData(65)]
    [InlineData(500)]
    [InlineData(1_000_000)]
    [Trait("Fault", "D16")]
    public void Nesting_does_not_exhaust_a_small_stack(int depth) => OnSmallStack(() =>
    {
        byte[] arrays = [.. Enumerable.Repeat((byte)0x91, depth), 0xc0];
        byte[] trees = [.. Enumerable.Repeat(new byte[] { 0x92, 0x01, 0x91 }, depth).SelectMany(static level => level), 0xc0];
        _caller.Refuses("Grow", [0x91, .. trees]);
        foreach (var method in _caller.Methods.Where(static method => method.Name != "Nothing"))
        {
            _caller.Refuses(method, [0x91, .. arrays]);
        }

        // Skipped: an argument, and a member, of a later version.
        _caller.Accepts("Add", [0x93, 0x01, 0x02, .. arrays]);
        _caller.Accepts("Grow", [0x91, 0x93, 0x01, 0xc0, .. arrays]);

        using var client = new ClientBench();
        client.Reply(ClientCall.All()[3], SeedMessages.Reply(trees)).ShouldBeOfType<RpcException>().Outcome.ShouldBe(CallOutcome.Executed);
        client.Reply(ClientCall.All()[0], SeedMessages.Fault(arrays)).ShouldBeOfType<RpcException>().Outcome.ShouldBe(CallOutcome.Executed);

        // In the headers of a frame, and in an element of a later version.
        ReadOnlyMemory<byte> frame = (byte[])[0x98, 0x00, 0x01, 0x00, 0x01, 0xa1, 0x61, .. arrays, 0xc4, 0x01, 0x90, .. arrays];
        FrameReader.TryRead(ref frame, out var read, out var error).ShouldBeTrue(error);
        frame.IsEmpty.ShouldBeTrue();
        Should.Throw<MessagePackSerializationException>(() => HeaderCodec.Read(read.Headers));
    });

    [Theory]
    [InlineData("dd80000000")]
    [InlineData("df80000000")]
    [InlineData("c680000000")]
    [InlineData("c98000000001")]
    [InlineData("db80000000")]
    [InlineData("dd7fffffff")]
    [InlineData("df7fffffff")]
    [InlineData("c67fffffff")]
    [InlineData("c97fffffff63")]
    [Trait("Fault", "D17")]
    public void An_announced_size_without_its_bytes_allocates_nothing(string header)
    {
        byte[] arguments = [0x91, .. Convert.FromHexString(header)];
        foreach (var method in _caller.Methods)
        {
            _caller.Refuses(method, arguments);
            Allocated(() => _caller.Refuses(method, arguments)).ShouldBeLessThanOrEqualTo(AllowedAnyway);
        }

        ReadOnlyMemory<byte> body = arguments;
        Allocated(() => FrameReader.TryRead(ref body, out _, out _).ShouldBeFalse()).ShouldBeLessThanOrEqualTo(AllowedAnyway);
    }

    [Fact]
    [Trait("Fault", "D18")]
    public void What_each_level_announces_does_not_add_up()
    {
        // Each of 30 levels announces as many children as bytes follow, which alone would be let through.
        const int Filler = 100_000;
        var bomb = Caller.Bytes(static (ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(1);
            for (var level = 0; level < 30; level++)
            {
                writer.WriteArrayHeader(2);
                writer.Write(1);
                writer.WriteArrayHeader(Filler);
            }

            for (var index = 0; index < Filler; index++)
            {
                writer.WriteNil();
            }
        });
        _caller.Refuses("Grow", bomb);
        Allocated(() => _caller.Refuses("Grow", bomb)).ShouldBeLessThanOrEqualTo((8 * bomb.Length) + AllowedAnyway);

        // A table whose sides say nothing of its content.
        byte[] sides = [0x94, 0xc0, 0x01, 0x90, 0x93, 0xce, 0x00, 0x01, 0x00, 0x00, 0xce, 0x00, 0x01, 0x00, 0x00, 0x90];
        Allocated(() => _caller.Refuses("Meet", sides)).ShouldBeLessThanOrEqualTo((8 * sides.Length) + AllowedAnyway);
    }

    [Fact]
    [Trait("Fault", "D15")]
    public void Chosen_keys_cost_no_more_than_others()
    {
        // All of them have the hash 0 in a dictionary that does not defend itself: the quadratic work takes minutes.
        const int Count = 100_000;
        var random = new Random(1);
        byte[] chosen = Numbers(Count, static index => (index << 32) | index);
        byte[] others = Numbers(Count, _ => random.NextInt64());
        var limit = (3 * Fastest(others)) + TimeSpan.FromMilliseconds(20);
        Fastest(chosen).ShouldBeLessThan(limit);
    }

    private static byte[] Numbers(int count, Func<long, long> key) => Caller.Bytes((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(3);
        writer.WriteMapHeader(0);
        writer.WriteArrayHeader(0);
        writer.WriteMapHeader(count);
        for (var index = 1L; index <= count; index++)
        {
            writer.WriteInt64(key(index));
            writer.Write(1);
        }
    });

    private TimeSpan Fastest(byte[] arguments) => Enumerable.Range(0, 5).Min(_ =>
    {
        var started = TimeProvider.System.GetTimestamp();
        _caller.Accepts("Map", arguments);
        return TimeProvider.System.GetElapsedTime(started);
    });

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join(TestTimeouts.Step).ShouldBeTrue();
        failure.ShouldBeNull();
    }
}
