using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace TypedRpc.LoadTest.Contenders.MassTransit;

/// <summary>A bus with a container of its own.</summary>
internal sealed class MassTransitBus : IAsyncDisposable
{
    private const string Queue = "loadtest.masstransit";
    private const string SlowQueue = "loadtest.masstransit.slow";
    private const int Prefetch = 256;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;

    private MassTransitBus(ServiceProvider services)
    {
        _services = services;
        _bus = services.GetRequiredService<IBusControl>();
    }

    public static RequestTimeout RequestTimeout { get; } = RequestTimeout.After(s: 30);

    public IRequestClient<EchoRequest> RequestClient(bool slow) => _services.GetRequiredService<IClientFactory>().CreateRequestClient<EchoRequest>(
        new Uri($"exchange:{(slow ? SlowQueue : Queue)}?durable=false&autodelete=true"), RequestTimeout);

    public static async Task<MassTransitBus> StartAsync(Uri uri, bool serves)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMassTransit(configure =>
        {
            if (serves)
            {
                configure.AddConsumer<EchoConsumer>();
            }

            configure.UsingRabbitMq((context, bus) => Configure(bus, context, uri, serves));
        });
        var started = new MassTransitBus(services.BuildServiceProvider());
        try
        {
            using var timeout = new CancellationTokenSource(StartTimeout);
            await started._bus.StartAsync(timeout.Token);
            await started._bus.WaitForHealthStatus(BusHealthStatus.Healthy, timeout.Token);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync(StopTimeout);
        await _services.DisposeAsync();
    }

    private static void Configure(IRabbitMqBusFactoryConfigurator bus, IBusRegistrationContext context, Uri uri, bool serves)
    {
        var credentials = uri.UserInfo.Split(':', 2);
        bus.Host(new UriBuilder(uri) { UserName = "", Password = "" }.Uri, host =>
        {
            host.Username(Uri.UnescapeDataString(credentials[0]));
            host.Password(Uri.UnescapeDataString(credentials[^1]));
            host.PublisherConfirmation = false;
        });
        bus.Durable = false;
        bus.PrefetchCount = Prefetch;
        bus.ConfigureSend(static send => send.UseExecute(static message => message.Durable = false));
        if (serves)
        {
            Serve(Queue, Prefetch);
            Serve(SlowQueue, Handler.MostAtOnce);
        }

        // So many messages, and unless told otherwise so many of its consumers at once.
        void Serve(string queue, int prefetch) => bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.Durable = false;
            endpoint.AutoDelete = true;
            endpoint.PrefetchCount = prefetch;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureConsumer<EchoConsumer>(context);
        });
    }
}
