using MessagePack;
using MessagePack.Formatters;

namespace TypedRpc.AotSmoke.Payloads;

public sealed class OrderFormatter : IMessagePackFormatter<Order?>
{
    public void Serialize(ref MessagePackWriter writer, Order? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(2);
        writer.Write(value.Name);
        writer.Write(value.Count);
    }

    public Order? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeader();
        return new Order(reader.ReadString()!, reader.ReadInt32());
    }
}
