using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Benches;

/// <summary>The number of the call in a reply. Inputs hold a mark in its place: a client's numbers start at random.</summary>
internal static class CallId
{
    public const ulong Mark = 0x5eedf00d5eedf00d;

    private const int OffsetInCall = 3;

    /// <summary>The number in a request as the client sends it.</summary>
    public static ulong Read(ReadOnlySpan<byte> call) => BinaryPrimitives.ReadUInt64BigEndian(call[OffsetInCall..]);

    /// <summary>The request with the mark in place of its number.</summary>
    public static byte[] Marked(byte[] call) => With(call, Read(call), Mark);

    /// <summary>The input with the number in place of the mark.</summary>
    public static byte[] Put(byte[] input, ulong callId) => With(input, Mark, callId);

    private static byte[] With(byte[] bytes, ulong old, ulong replacement)
    {
        Span<byte> mark = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(mark, old);
        byte[] changed = [.. bytes];
        for (var at = 0; changed.AsSpan(at).IndexOf(mark) is >= 0 and var found; at += found + 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(changed.AsSpan(at + found), replacement);
        }

        return changed;
    }
}
