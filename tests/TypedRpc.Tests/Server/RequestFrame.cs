using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Tests.Server;

/// <summary>A request as a stranger's client would write it.</summary>
internal static class RequestFrame
{
    public static byte[] Call(string method, string argument, ulong callId = 1, uint timeout = 5000)
    {
        using var buffer = PooledBufferWriter.Rent(1024);
        var payload = FrameWriter.BeginCall(buffer, System.Text.Encoding.UTF8.GetBytes(method), null, default);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1);
        writer.Write(argument);
        writer.Flush();
        FrameWriter.EndPayload(buffer, payload);
        FrameWriter.PatchCall(buffer.WrittenSpan, callId, timeout, 1);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Cancel(ulong callId)
    {
        using var buffer = PooledBufferWriter.Rent(64);
        FrameWriter.WriteCancel(buffer, callId);
        return buffer.WrittenSpan.ToArray();
    }
}
