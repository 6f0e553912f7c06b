using System.Threading.Channels;
using NATS.Client.Core;

namespace TypedRpc.LoadTest.Contenders.Nats;

/// <summary>Request and reply of core NATS: what one would take instead of RabbitMQ where nothing has to be kept.</summary>
internal sealed class NatsContender : IContender
{
    public string Name => Catalogue.Nats;

    public string Description => "NATS.Net request/reply, core NATS";

    public BrokerKind Broker => BrokerKind.Nats;

    // Its default: 1 MiB.
    public int MaxPayload => (1024 * 1024) - 1024;

    public async Task<IAsyncDisposable> ServeAsync(Addresses addresses) => await NatsEchoServer.StartAsync(await OpenAsync(addresses));

    public async Task<IEchoClient> ConnectAsync(Addresses addresses) => new NatsEchoClient(await OpenAsync(addresses));

    private static async Task<NatsConnection> OpenAsync(Addresses addresses)
    {
        var connection = new NatsConnection(NatsOpts.Default with
        {
            Url = addresses.Nats!.AbsoluteUri,
            RequestTimeout = TimeSpan.FromSeconds(30),
            // The default drops what exceeds 1,024 messages; a server would lose requests under load.
            SubPendingChannelFullMode = BoundedChannelFullMode.Wait,
        });
        await connection.ConnectAsync();
        return connection;
    }
}
