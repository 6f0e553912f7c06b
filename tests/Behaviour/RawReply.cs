using System.Buffers;
using MessagePack;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Answers written by hand, as a forger could.</summary>
internal static class RawReply
{
    public static byte[] Text(ulong callId, string text)
    {
        var value = new ArrayBufferWriter<byte>();
        var inner = new MessagePackWriter(value);
        inner.Write(text);
        inner.Flush();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(3);
        writer.Write((byte)1);
        writer.Write(callId);
        writer.Write(value.WrittenSpan);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
