using Microsoft.Extensions.Logging;
using TypedRpc.Transport.InMemory;

namespace TypedRpc;

/// <summary>A connection to a broker inside the process: for tests, and for a first look without a RabbitMQ.</summary>
/// <remarks>Clients and servers of one process meet when they connect to the same <see cref="InMemoryBroker"/>.</remarks>
public sealed class InMemoryRpcConnection : RpcConnection
{
    private InMemoryRpcConnection(InMemoryBroker broker, TypedRpcOptions options, ILoggerFactory? loggerFactory, TimeProvider? timeProvider)
        : base(new InMemoryTransport(broker), options, loggerFactory, timeProvider)
    {
    }

    /// <summary>Connects to a broker.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="configure">Changes the settings, or null.</param>
    /// <param name="loggerFactory">Where the connection logs, or null.</param>
    /// <param name="timeProvider">The clock of deadlines and delays, or null for the system's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<InMemoryRpcConnection> ConnectAsync(
        InMemoryBroker broker,
        Action<TypedRpcOptions>? configure = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(broker);
        var options = new TypedRpcOptions();
        configure?.Invoke(options);
        var connection = new InMemoryRpcConnection(broker, options, loggerFactory, timeProvider);
        try
        {
            await connection.StartAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
