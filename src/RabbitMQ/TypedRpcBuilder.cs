using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedRpc.RabbitMQ.Hosting;
using TypedRpc.Transport.InMemory;

namespace TypedRpc;

/// <summary>What <c>AddTypedRpc</c> returns, to configure further.</summary>
public sealed class TypedRpcBuilder
{
    internal TypedRpcBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Uses a broker inside the process instead of RabbitMQ: for tests, and for a first look.</summary>
    /// <param name="broker">The broker that clients and servers share, or null for one of this host's own.</param>
    public TypedRpcBuilder UseInMemoryBroker(InMemoryBroker? broker = null)
    {
        broker ??= new InMemoryBroker();
        Services.Replace(ServiceDescriptor.Singleton<TransportFactory>(_ => () => new InMemoryTransport(broker)));
        return this;
    }
}
