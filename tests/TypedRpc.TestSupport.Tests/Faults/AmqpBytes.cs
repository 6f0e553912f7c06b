using System.Buffers.Binary;

namespace TypedRpc.TestSupport.Tests.Faults;

/// <summary>Frames of AMQP, written by hand.</summary>
internal static class AmqpBytes
{
    public static byte[] ProtocolHeader { get; } = [.. "AMQP"u8, 0, 0, 9, 1];

    public static byte[] Heartbeat { get; } = Frame(8, 0, []);

    public static byte[] Method(ushort channel, ushort classId, ushort methodId, params byte[] arguments)
    {
        byte[] payload = [0, 0, 0, 0, .. arguments];
        BinaryPrimitives.WriteUInt16BigEndian(payload, classId);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), methodId);
        return Frame(1, channel, payload);
    }

    /// <summary><c>basic.publish</c> with a header and a body.</summary>
    public static byte[] Publish(ushort channel, params byte[] body) => [.. Method(channel, 60, 40), .. Frame(2, channel, [0, 60]), .. Frame(3, channel, body)];

    public static byte[] Frame(byte type, ushort channel, byte[] payload)
    {
        byte[] frame = [type, 0, 0, 0, 0, 0, 0, .. payload, 0xce];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), channel);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(3), payload.Length);
        return frame;
    }
}
