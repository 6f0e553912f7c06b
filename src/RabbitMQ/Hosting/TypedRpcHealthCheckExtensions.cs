using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedRpc;
using TypedRpc.RabbitMQ.Hosting;

#pragma warning disable IDE0130 // The namespace in which users look for registrations.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers the health check.</summary>
public static class TypedRpcHealthCheckExtensions
{
    /// <summary>Adds a check of the host's connection: unhealthy without a session, degraded while the broker does not accept messages. For readiness, not liveness.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="tags">Tags of the check, or null.</param>
    public static IHealthChecksBuilder AddTypedRpc(this IHealthChecksBuilder builder, string name = "typedrpc", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, static provider => new RpcHealthCheck(provider.GetRequiredService<RpcConnection>()), null, tags));
    }
}
