namespace TypedRpc;

/// <summary>The properties of an AMQP message.</summary>
/// <remarks>Their meaning: https://www.rabbitmq.com/docs/publishers#message-properties.</remarks>
public sealed record MessageProperties
{
    /// <summary>MIME type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Encoding of the body, such as <c>gzip</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Id of the message. A publish without one gets a new one; published again after a lost connection, it is the same.</summary>
    public string? MessageId { get; init; }

    /// <summary>Ties a reply to its request.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Queue that a reply is asked for in.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What kind of message it is; an event says <c>{Contract}.{Event}</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Application that published it.</summary>
    public string? AppId { get; init; }

    /// <summary>When it was published; AMQP keeps whole seconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Priority, for queues that have them.</summary>
    public byte? Priority { get; init; }

    /// <summary>Time to live in the broker, or null; whole milliseconds.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>Whether the broker keeps it over a restart, in a durable queue. Default true.</summary>
    public bool Persistent { get; init; } = true;

    /// <summary>Headers, or null: text, numbers, booleans, <see cref="DateTimeOffset"/>, bytes, and lists and dictionaries of them.</summary>
    /// <remarks>What arrives as AMQP's long string is a <see cref="string"/> if it is UTF-8, else the bytes; integers arrive as <see cref="long"/>.</remarks>
    public IReadOnlyDictionary<string, object?>? Headers { get; init; }
}
