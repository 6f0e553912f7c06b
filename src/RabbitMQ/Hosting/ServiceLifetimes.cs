using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Knows how implementations were registered: a singleton needs no scope per call, a class that was not registered is made anyway.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public IServiceActivator ActivatorFor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(IServiceProvider provider)
        where TImplementation : class
    {
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        return services.LastOrDefault(static descriptor => descriptor.ServiceType == typeof(TImplementation))?.Lifetime switch
        {
            ServiceLifetime.Singleton => new SingletonActivator<TImplementation>(provider),
            null => new UnregisteredActivator<TImplementation>(scopes),
            _ => new ScopedActivator<TImplementation>(scopes),
        };
    }
}
