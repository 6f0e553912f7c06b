using MessagePack;
using MessagePack.Formatters;
using TypedRpc;

namespace Rules.TRPC2006.Violation
{
#pragma warning disable TRPC2006
    #region Violation
    [MessagePackObject]
    public sealed record Invoice([property: Key(0)] int Number);

    [RabbitService("billing")]
    public interface IBilling
    {
        Task SendAsync(Invoice invoice, CancellationToken cancellationToken = default);
    }
    #endregion
#pragma warning restore TRPC2006
}

namespace Rules.TRPC2006.Fix
{
    #region Fix
    [MessagePackFormatter(typeof(InvoiceFormatter))]
    public sealed record Invoice(int Number);

    public sealed class InvoiceFormatter : IMessagePackFormatter<Invoice>
    {
        public void Serialize(ref MessagePackWriter writer, Invoice value, MessagePackSerializerOptions options) => writer.Write(value.Number);

        public Invoice Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => new(reader.ReadInt32());
    }

    [RabbitService("billing")]
    public interface IBilling
    {
        Task SendAsync(Invoice invoice, CancellationToken cancellationToken = default);
    }
    #endregion
}
