namespace TypedRpc.Behaviour;

/// <summary>What the suite needs of a broker, real or in memory.</summary>
public interface ITestBroker : IAsyncDisposable
{
    /// <summary>A new connection of its own.</summary>
    Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure = null);

    /// <summary>Publishes raw bytes, as a stranger would.</summary>
    Task PublishAsync(string exchange, string routingKey, byte[] body, string? replyTo = null);

    /// <summary>A queue of a stranger's own that is bound to a reply exchange, which must exist.</summary>
    Task<ReplyInbox> OpenInboxAsync(string replyExchange);

    /// <summary>Messages that wait in a queue, 0 for one that does not exist. What was delivered and not settled waits again when its connection has closed.</summary>
    Task<int> CountAsync(string queue);

    /// <summary>Deletes a queue, if it exists.</summary>
    Task DeleteAsync(string queue);

    /// <summary>Name of the broker user of the connections.</summary>
    string User { get; }
}
