namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Writes a message's properties as they stand in its header frame: which there are, then those in their order.</summary>
internal static class PropertiesWriter
{
    private const byte Transient = 1;
    private const byte Persistent = 2;

    /// <summary>Appends the properties to what has been written; returns which there are.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="userId">Broker user that the message states, or null.</param>
    /// <exception cref="FormatException">A text is too long, or a header of a type that AMQP does not have.</exception>
    public static AmqpProperty Write(AmqpWriter writer, MessageProperties properties, string? userId)
    {
        var present = AmqpProperty.DeliveryMode;
        Text(AmqpProperty.ContentType, properties.ContentType);
        Text(AmqpProperty.ContentEncoding, properties.ContentEncoding);
        if (properties.Headers is { Count: > 0 } headers)
        {
            present |= AmqpProperty.Headers;
            writer.Table(headers);
        }

        writer.Octet(properties.Persistent ? Persistent : Transient);
        if (properties.Priority is { } priority)
        {
            present |= AmqpProperty.Priority;
            writer.Octet(priority);
        }

        Text(AmqpProperty.CorrelationId, properties.CorrelationId);
        Text(AmqpProperty.ReplyTo, properties.ReplyTo);
        Text(AmqpProperty.Expiration, LibraryProperties.ExpirationOf(properties));
        Text(AmqpProperty.MessageId, properties.MessageId);
        if (properties.Timestamp is { } timestamp)
        {
            present |= AmqpProperty.Timestamp;
            writer.LongLong(timestamp.ToUnixTimeSeconds());
        }

        Text(AmqpProperty.Type, properties.Type);
        Text(AmqpProperty.UserId, userId);
        Text(AmqpProperty.AppId, properties.AppId);
        return present;

        void Text(AmqpProperty property, string? value)
        {
            if (value is not null)
            {
                present |= property;
                writer.ShortString(value);
            }
        }
    }
}
