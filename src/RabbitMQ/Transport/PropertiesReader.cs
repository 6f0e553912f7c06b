using System.Text;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Reads a message's properties as they stand in its header frame; the other side of <see cref="PropertiesWriter"/>.</summary>
internal static class PropertiesReader
{
    private const byte Persistent = 2;

    /// <summary>Reads which there are, and those.</summary>
    /// <param name="reader">Stands before them.</param>
    /// <param name="names">Decodes what is the same for many messages.</param>
    /// <param name="userId">Broker user that the message states, or null.</param>
    /// <exception cref="InvalidDataException">A header is of a type that AMQP does not have.</exception>
    /// <exception cref="ArgumentException">The frame ends before its values do.</exception>
    public static MessageProperties Read(ref AmqpReader reader, NamePool names, out string? userId)
    {
        var present = (AmqpProperty)reader.ReadUInt16();
        var contentType = Name(ref reader, AmqpProperty.ContentType);
        var contentEncoding = Name(ref reader, AmqpProperty.ContentEncoding);
        var headers = Has(AmqpProperty.Headers) ? TableReader.Read(reader.ReadLongString()) : null;
        var persistent = Has(AmqpProperty.DeliveryMode) && reader.ReadByte() == Persistent;
        byte? priority = Has(AmqpProperty.Priority) ? reader.ReadByte() : null;
        var correlationId = Text(ref reader, AmqpProperty.CorrelationId);
        var replyTo = Name(ref reader, AmqpProperty.ReplyTo);
        var expiration = Text(ref reader, AmqpProperty.Expiration);
        var messageId = Text(ref reader, AmqpProperty.MessageId);
        var timestamp = Has(AmqpProperty.Timestamp) ? LibraryProperties.Time((long)reader.ReadUInt64()) : null;
        var type = Name(ref reader, AmqpProperty.Type);
        userId = Name(ref reader, AmqpProperty.UserId);
        var appId = Name(ref reader, AmqpProperty.AppId);
        if (Has(AmqpProperty.ClusterId))
        {
            reader.ReadShortString();
        }

        return new MessageProperties
        {
            Persistent = persistent,
            ContentType = contentType,
            ContentEncoding = contentEncoding,
            MessageId = messageId,
            CorrelationId = correlationId,
            ReplyTo = replyTo,
            Type = type,
            AppId = appId,
            Priority = priority,
            Timestamp = timestamp,
            Expiration = LibraryProperties.Expiration(expiration),
            Headers = headers,
        };

        bool Has(AmqpProperty property) => (present & property) != 0;

        string? Name(ref AmqpReader reader, AmqpProperty property) => Has(property) ? names.Get(reader.ReadShortString()) : null;

        string? Text(ref AmqpReader reader, AmqpProperty property) => Has(property) ? Encoding.UTF8.GetString(reader.ReadShortString()) : null;
    }
}
