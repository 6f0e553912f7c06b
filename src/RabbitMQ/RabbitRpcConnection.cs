using Microsoft.Extensions.Logging;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc;

/// <summary>A connection to RabbitMQ for programs without a host; with one, use <c>AddTypedRpc</c>.</summary>
public sealed class RabbitRpcConnection : RpcConnection
{
    private RabbitRpcConnection(RabbitMqOptions rabbitMq, TypedRpcOptions options, ILoggerFactory? loggerFactory)
        : base(new RabbitMqTransport(rabbitMq, options.MaxMessageSize, loggerFactory), options, loggerFactory)
    {
    }

    /// <summary>Connects. Fails when the broker cannot be reached, unless <paramref name="configure"/> turns <see cref="TypedRpcOptions.FailFast"/> off.</summary>
    /// <param name="uri">Where to, for example <c>amqp://user:password@host:5672/vhost</c>.</param>
    /// <param name="configure">Changes the settings, or null.</param>
    /// <param name="configureRabbitMq">Changes the connection's settings, or null.</param>
    /// <param name="loggerFactory">Where the connection logs, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">A setting is wrong.</exception>
    /// <exception cref="TypedRpc.Transport.TransportException">The broker cannot be reached or refuses.</exception>
    public static async Task<RabbitRpcConnection> ConnectAsync(
        string uri,
        Action<TypedRpcOptions>? configure = null,
        Action<RabbitMqOptions>? configureRabbitMq = null,
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        var options = new TypedRpcOptions { FailFast = true };
        configure?.Invoke(options);
        var rabbitMq = new RabbitMqOptions { Uri = uri };
        configureRabbitMq?.Invoke(rabbitMq);
        if (rabbitMq.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(uri));
        }

        var connection = new RabbitRpcConnection(rabbitMq, options, loggerFactory);
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
