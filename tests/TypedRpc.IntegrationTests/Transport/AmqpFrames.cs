using System.Buffers.Binary;
using System.Text;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>Frames of AMQP 0-9-1, written and taken apart.</summary>
internal static class AmqpFrames
{
    public const byte MethodFrame = 1;
    public const byte HeaderFrame = 2;
    public const byte BodyFrame = 3;
    public const byte HeartbeatFrame = 8;

    private const int FrameHead = 7;
    private const byte FrameEnd = 0xce;

    public static byte[] Frame(byte type, int channel, byte[] payload)
    {
        var frame = new byte[FrameHead + payload.Length + 1];
        frame[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)channel);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(3), (uint)payload.Length);
        payload.CopyTo(frame, FrameHead);
        frame[^1] = FrameEnd;
        return frame;
    }

    /// <summary>A delivery with every property that there is, its body in frames of at most <paramref name="largest"/> bytes.</summary>
    public static byte[] Delivery(int channel, string consumerTag, ulong tag, byte[] body, int largest = int.MaxValue)
    {
        var frames = new List<byte>();
        frames.AddRange(Frame(MethodFrame, channel, [0, 60, 0, 60, .. Short(consumerTag), .. Number(tag), 1, .. Short("exchange"), .. Short("key")]));
        frames.AddRange(Frame(HeaderFrame, channel,
        [
            0, 60, 0, 0, .. Number((ulong)body.Length), 0xff, 0xfc,
            .. Short("type"), .. Short("encoding"), 0, 0, 0, 3, 1, 2, 3, 2, 9, .. Short("correlation"), .. Short("replies"), .. Short("1000"), .. Short("id"),
            .. Number(1), .. Short("kind"), .. Short("user"), .. Short("app"), .. Short("cluster"),
        ]));
        foreach (var part in body.Chunk(largest))
        {
            frames.AddRange(Frame(BodyFrame, channel, part));
        }

        return [.. frames];
    }

    /// <summary>Takes whole frames off the start.</summary>
    public static List<(byte Type, int Channel, byte[] Payload)> TakeAll(List<byte> bytes)
    {
        var frames = new List<(byte, int, byte[])>();
        var array = bytes.ToArray();
        var start = 0;
        while (array.Length - start > FrameHead)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(array.AsSpan(start + 3));
            if (array.Length - start < FrameHead + length + 1)
            {
                break;
            }

            array[start + FrameHead + length].ShouldBe(FrameEnd);
            frames.Add((array[start], BinaryPrimitives.ReadUInt16BigEndian(array.AsSpan(start + 1)), array.AsSpan(start + FrameHead, length).ToArray()));
            start += FrameHead + length + 1;
        }

        bytes.RemoveRange(0, start);
        return frames;
    }

    private static byte[] Short(string text) => [(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
