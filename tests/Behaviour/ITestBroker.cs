namespace TypedRpc.Behaviour;

/// <summary>What the suite needs of a broker, real or in memory.</summary>
public interface ITestBroker : IAsyncDisposable
{
    /// <summary>A new connection of its own.</summary>
    Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure = null);

    /// <summary>Publishes raw bytes, as a stranger would.</summary>
    Task PublishAsync(string exchange, string routingKey, byte[] body, string? replyTo = null);

    /// <summary>Messages that wait in a queue or have been delivered and not settled; 0 for a queue that does not exist.</summary>
    Task<int> CountAsync(string queue);

    /// <summary>Name of the broker user of the connections.</summary>
    string User { get; }
}
