namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What a connection is for.</summary>
internal enum SocketRole
{
    /// <summary>Requests and replies go out; hardly anything comes in.</summary>
    Publish = 0,

    /// <summary>Messages come in; hardly anything goes out.</summary>
    Consume = 1,
}
