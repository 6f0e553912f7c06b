using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>A service of one row: what it needs at the broker goes with it.</summary>
internal sealed class FragileService : IAsyncDisposable
{
    private const string Exchange = "fragile";

    private readonly RpcConnection _connection;
    private readonly BrokerControl _control;

    private FragileService(RpcConnection connection, BrokerControl control) => (_connection, _control) = (connection, control);

    public const string Queue = "fragile.Fragile";

    public Fragile Handlers { get; } = new();

    public static async Task<FragileService> StartAsync(RpcConnection connection, RabbitMqBroker broker, Action<ServiceOptions>? configure = null)
    {
        var service = new FragileService(connection, broker.Control);
        await connection.ServeAsync<IFragile>(service.Handlers, configure);
        return service;
    }

    /// <summary>To be called when no other connection uses the service any more, or it would make anew what is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _control.DeleteQueueAsync(Queue);
        foreach (string exchange in (string[])[Exchange, $"{Exchange}.replies"])
        {
            await _control.DeleteExchangeAsync(exchange);
        }

        await Eventually.TrueAsync(async () => !(await _control.QueueNamesAsync()).Any(static name => name.StartsWith(Exchange, StringComparison.Ordinal)));
    }
}
