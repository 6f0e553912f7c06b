using System.Buffers;
using MessagePack;
using MessagePack.Formatters;

namespace TypedRpc.Serialization;

/// <summary>MessagePack's own formatter of byte arrays, but for the zeroing of memory that is overwritten at once: with large payloads that is as much work as a copy.</summary>
internal sealed class BytesFormatter : IMessagePackFormatter<byte[]?>
{
    private static readonly BytesFormatter Instance = new();

    /// <summary>This formatter in the place of MessagePack's own; any other stays.</summary>
    public static IMessagePackFormatter<T> InsteadOf<T>(IMessagePackFormatter<T> formatter) =>
        formatter is ByteArrayFormatter ? (IMessagePackFormatter<T>)(object)Instance : formatter;

    public void Serialize(ref MessagePackWriter writer, byte[]? value, MessagePackSerializerOptions options) => writer.Write(value);

    public byte[]? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.ReadBytes() is not { } bytes)
        {
            return null;
        }

        var value = GC.AllocateUninitializedArray<byte>((int)bytes.Length);
        bytes.CopyTo(value);
        return value;
    }
}
