using MessagePack;

namespace TypedRpc.Behaviour;

/// <summary>Answers written by hand, as a forger could.</summary>
internal static class RawReply
{
    public static byte[] Text(ulong callId, string text) => RawCall.Bytes((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(3);
        writer.Write((byte)1);
        writer.Write(callId);
        writer.Write(RawCall.Bytes((ref MessagePackWriter value) => value.Write(text)));
    });
}
