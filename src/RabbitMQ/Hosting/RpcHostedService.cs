using Microsoft.Extensions.Hosting;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Connects when the host starts, drains when it stops.</summary>
internal sealed class RpcHostedService(RpcConnection connection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => connection.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => connection.DrainAsync(cancellationToken);
}
