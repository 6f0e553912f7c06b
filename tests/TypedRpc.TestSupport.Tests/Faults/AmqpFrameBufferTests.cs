using TypedRpc.TestSupport.Faults;

namespace TypedRpc.TestSupport.Tests.Faults;

/// <summary>However a stream is cut into reads, the same frames come out.</summary>
public sealed class AmqpFrameBufferTests
{
    private static readonly byte[] Stream =
    [
        .. AmqpBytes.ProtocolHeader, .. AmqpBytes.Method(0, 10, 11, 1, 2, 3), .. AmqpBytes.Publish(7, 4, 5), .. AmqpBytes.Heartbeat,
    ];

    [Fact]
    public void Frames_are_the_same_however_they_arrive()
    {
        for (int size = 1; size <= Stream.Length; size++)
        {
            List<(ushort Channel, AmqpMethod? Method, bool IsContent, int Length)> frames = Read(Stream.Chunk(size), out byte[] bytes, out _);
            frames.ShouldBe([(0, null, false, 8), (0, new AmqpMethod(10, 11), false, 15), (7, AmqpMethod.BasicPublish, false, 12), (7, null, true, 10), (7, null, true, 10), (0, null, false, 8)]);
            bytes.ShouldBe(Stream);
        }
    }

    [Fact]
    public void A_frame_larger_than_the_buffer_is_taken_whole()
    {
        byte[] large = AmqpBytes.Frame(3, 1, new byte[300_000]);
        Read(large.Chunk(1000), out _, out _).ShouldBe([(1, null, true, large.Length)]);
    }

    [Theory]
    [InlineData(new byte[] { 22, 3, 1, 0, 5, 1, 2, 3 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 1, 9, 0xaa, 5, 6 })]
    [InlineData(new byte[] { 1, 0, 0, 0x7f, 0xff, 0xff, 0xff, 9 })]
    public void What_is_not_AMQP_passes_as_it_is(byte[] bytes)
    {
        Read([AmqpBytes.Heartbeat, bytes, bytes], out byte[] passed, out bool isOpaque);
        passed.ShouldBe([.. AmqpBytes.Heartbeat, .. bytes, .. bytes]);
        isOpaque.ShouldBeTrue();
    }

    private static List<(ushort, AmqpMethod?, bool, int)> Read(IEnumerable<byte[]> reads, out byte[] bytes, out bool isOpaque)
    {
        var buffer = new AmqpFrameBuffer();
        var frames = new List<(ushort, AmqpMethod?, bool, int)>();
        var all = new List<byte>();
        var rest = new Queue<byte[]>(reads);
        while (rest.TryDequeue(out byte[]? read))
        {
            Memory<byte> free = buffer.Free;
            int count = Math.Min(free.Length, read.Length);
            read.AsMemory(0, count).CopyTo(free);
            buffer.Advance(count);
            if (count < read.Length)
            {
                rest = new([read[count..], .. rest]);
            }

            while (buffer.TryRead(out AmqpFrame frame))
            {
                frames.Add((frame.Channel, frame.Method, frame.IsContent, frame.Bytes.Length));
                all.AddRange(frame.Bytes.Span);
            }
        }

        (bytes, isOpaque) = ([.. all], buffer.IsOpaque);
        return frames;
    }
}
