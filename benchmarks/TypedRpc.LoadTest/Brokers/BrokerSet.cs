using TypedRpc.LoadTest.Contenders;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.LoadTest.Brokers;

/// <summary>The brokers that the chosen contenders need.</summary>
internal sealed class BrokerSet : IAsyncDisposable
{
    private readonly RabbitMqBroker? _rabbitMq;
    private readonly NatsServer? _nats;
    private readonly IBrokerMeter? _rabbitMqMeter;

    private BrokerSet(RabbitMqBroker? rabbitMq, IBrokerMeter? rabbitMqMeter, NatsServer? nats)
    {
        _rabbitMq = rabbitMq;
        _rabbitMqMeter = rabbitMqMeter;
        _nats = nats;
        Addresses = new Addresses(rabbitMq?.Uri, nats?.Uri, new Uri($"http://127.0.0.1:{FreePort.Next()}"));
    }

    public Addresses Addresses { get; }

    public string? NatsVersion => _nats?.Version;

    public static async Task<BrokerSet> StartAsync(IEnumerable<BrokerKind> kinds)
    {
        var needed = kinds.ToHashSet();
        var rabbitMq = needed.Contains(BrokerKind.RabbitMq) ? await RabbitMqBroker.StartAsync() : null;
        try
        {
            return new BrokerSet(
                rabbitMq,
                rabbitMq is null ? null : await RabbitMqMeter.StartAsync(rabbitMq),
                needed.Contains(BrokerKind.Nats) ? await NatsServer.StartAsync() : null);
        }
        catch when (rabbitMq is not null)
        {
            await rabbitMq.DisposeAsync();
            throw;
        }
    }

    public async Task<BrokerReading?> ReadAsync(BrokerKind kind) => kind switch
    {
        BrokerKind.RabbitMq when _rabbitMqMeter is not null => await _rabbitMqMeter.ReadAsync(),
        BrokerKind.Nats when _nats is not null => await _nats.ReadAsync(),
        _ => null,
    };

    public async ValueTask DisposeAsync()
    {
        if (_nats is not null)
        {
            await _nats.DisposeAsync();
        }

        if (_rabbitMq is not null)
        {
            await _rabbitMq.DisposeAsync();
        }
    }
}
