using TypedRpc.Transport.InMemory;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>What all sessions share.</summary>
public static class Session
{
    private static readonly CancellationTokenSource Source = new();

    /// <summary>A token that callers pass.</summary>
    public static CancellationToken Token { get; } = Source.Token;

    /// <summary>Serves an implementation and connects to it.</summary>
    public static async Task<Session<TContract>> OpenAsync<TContract>(TContract implementation, Probe probe)
        where TContract : class
    {
        var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker());
        await connection.ServeAsync(implementation);
        return new(implementation, probe, connection, connection.CreateClient<TContract>());
    }

    /// <summary>Subscribes an implementation and connects a publisher to it.</summary>
    public static async Task<Session<TContract>> SubscribeAsync<TContract>(TContract implementation, Probe probe)
        where TContract : class
    {
        var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker());
        await connection.SubscribeAsync(implementation);
        return new(implementation, probe, connection, connection.CreatePublisher<TContract>());
    }
}
