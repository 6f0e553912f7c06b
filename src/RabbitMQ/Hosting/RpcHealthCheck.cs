using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Reports the state of the connection.</summary>
internal sealed class RpcHealthCheck(RpcConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>
        {
            ["broker"] = connection.Broker,
            ["pendingCalls"] = connection.PendingCalls,
            ["activeCalls"] = connection.ActiveCalls,
            ["overdueCalls"] = connection.OverdueCalls,
        };
        if (connection.StuckServices is { Count: > 0 } stuck)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(
                $"Nothing runs any more in {string.Join(", ", stuck)}: handlers that ignore their cancellation token hold every place.", null, data));
        }

        var reason = connection.StateReason;
        return Task.FromResult(connection.State switch
        {
            RpcConnectionState.Connected => HealthCheckResult.Healthy($"Connected to {connection.Broker}.", data),
            RpcConnectionState.Blocked => HealthCheckResult.Degraded($"{connection.Broker} does not accept messages: {reason}.", null, data),
            _ => HealthCheckResult.Unhealthy($"Not connected to {connection.Broker}: {reason ?? "connecting"}.", null, data),
        });
    }
}
