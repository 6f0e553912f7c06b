namespace TypedRpc.LoadTest.Contenders.MassTransit;

/// <summary>MassTransit's request client, set up for speed as its documentation allows: transient, no confirms, prefetch raised.</summary>
internal sealed class MassTransitContender : IContender
{
    public string Name => Catalogue.MassTransit;

    public string Description => "MassTransit 8 request client, transient, no confirms, prefetch 256";

    public BrokerKind Broker => BrokerKind.RabbitMq;

    public async Task<IAsyncDisposable> ServeAsync(Addresses addresses) => await MassTransitBus.StartAsync(addresses.RabbitMq!, serves: true);

    public async Task<IEchoClient> ConnectAsync(Addresses addresses) =>
        new MassTransitClient(await MassTransitBus.StartAsync(addresses.RabbitMq!, serves: false));
}
