using Microsoft.Extensions.DependencyInjection;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Finds the connection of a host.</summary>
internal static class HostConnection
{
    /// <param name="services">The host's services.</param>
    /// <param name="method">What needs it, such as "AddRabbitClient".</param>
    /// <typeparam name="T">What it is needed for.</typeparam>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RpcConnection ConnectionFor<T>(this IServiceProvider services, string method) =>
        services.GetService<RpcConnection>() ?? throw new InvalidOperationException($"{method}<{typeof(T).Name}> needs AddTypedRpc.");
}
