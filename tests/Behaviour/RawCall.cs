using System.Buffers;
using System.Text;
using MessagePack;

namespace TypedRpc.Behaviour;

/// <summary>Calls written by hand, as a stranger could.</summary>
internal static class RawCall
{
    public delegate void Write(ref MessagePackWriter writer);

    /// <summary>Arguments with one text.</summary>
    public static byte[] Text(string text) => Bytes((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(1);
        writer.Write(text);
    });

    public static byte[] Frame(ulong callId, string method, byte[] arguments, Write? headers = null, uint timeout = 5000) => Bytes((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(7);
        writer.Write((byte)0);
        writer.Write(callId);
        writer.Write(timeout);
        writer.Write(1);
        writer.WriteString(Encoding.UTF8.GetBytes(method));
        if (headers is null)
        {
            writer.WriteNil();
        }
        else
        {
            headers(ref writer);
        }

        writer.Write(arguments);
    });

    public static byte[] Cancel(ulong callId) => Bytes((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(2);
        writer.Write((byte)3);
        writer.Write(callId);
    });

    /// <summary>What is written by hand.</summary>
    public static byte[] Bytes(Write write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
