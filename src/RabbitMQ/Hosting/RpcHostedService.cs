using Microsoft.Extensions.Hosting;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Connects when the host starts, drains when it stops.</summary>
internal sealed class RpcHostedService(RpcConnection connection, IEnumerable<ClientCheck> clients) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var client in clients)
        {
            client.MakeClient(connection);
        }

        return connection.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => connection.DrainAsync(cancellationToken);
}
