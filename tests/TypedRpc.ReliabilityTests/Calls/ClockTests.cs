using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedRpc.RabbitMQ;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Client and server whose clocks are hours apart.</summary>
public sealed class ClockTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    [Theory, Fault("C16")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    public async Task Clocks_that_are_hours_apart_change_nothing(int clientHours, int serverHours)
    {
        await ServerConnection.DisposeAsync();
        await using ServiceProvider serving = await StartAsync(serverHours);
        await serving.GetRequiredService<RpcConnection>().ServeAsync<ILedgered>(Service, cancellationToken: Token);
        await using ServiceProvider calling = await StartAsync(clientHours);
        RpcConnection connection = calling.GetRequiredService<RpcConnection>();
        LedgeredClient client = ClientOf(connection);
        await EndedAsync([.. Enumerable.Range(0, 200).Select(_ => client.EchoAsync(token: Token))], 0, RpcStatusCode.OK, null);
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[] held = await HoldAsync(20, ClientOf(connection, TimeSpan.FromMilliseconds(300)));
        Measure("call with a deadline of 300 ms to last end", await EndedAsync(held, start, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown), TimeSpan.FromMilliseconds(550));

        // The server knows the deadline as well, and by its own clock.
        await Eventually.TrueAsync(() => Service.Cancelled.Count == held.Length);
    }

    /// <summary>The services of a host whose clock is wrong.</summary>
    private async Task<ServiceProvider> StartAsync(int hours)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new WallClock(TimeSpan.FromHours(hours)));
        services.AddSingleton<ILoggerFactory>(Logs);
        services.AddTypedRpc(static options => options.DrainTimeout = TimeSpan.FromSeconds(1));
        services.Configure<RabbitMqOptions>(options => options.Uri = Broker.Uri.ToString());
        ServiceProvider provider = services.BuildServiceProvider();
        foreach (IHostedService hosted in provider.GetServices<IHostedService>())
        {
            await hosted.StartAsync(Token);
        }

        return provider;
    }
}
