using MessagePack;
using MessagePack.Formatters;

namespace TypedRpc.AotSmoke.Payloads;

public sealed class OutOfStockFormatter : IMessagePackFormatter<OutOfStock>
{
    public void Serialize(ref MessagePackWriter writer, OutOfStock value, MessagePackSerializerOptions options) => writer.Write(value.Left);

    public OutOfStock Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => new(reader.ReadInt32());
}
