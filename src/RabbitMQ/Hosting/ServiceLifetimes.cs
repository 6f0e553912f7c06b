using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Knows how implementations were registered: by their class, or as what serves a contract; a class that was not registered is made anyway.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public IServiceActivator ActivatorFor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(IServiceProvider provider, Type contract)
        where TImplementation : class
    {
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        var descriptor = Last(typeof(TImplementation)) ?? (Last(contract) is { } candidate && Gives<TImplementation>(candidate) ? candidate : null);
        return descriptor?.Lifetime switch
        {
            ServiceLifetime.Singleton => new SingletonActivator(provider, descriptor.ServiceType),
            null => new UnregisteredActivator<TImplementation>(scopes),
            _ => new ScopedActivator(scopes, descriptor.ServiceType),
        };
    }

    private ServiceDescriptor? Last(Type type) => services.LastOrDefault(descriptor => !descriptor.IsKeyedService && descriptor.ServiceType == type);

    // What a factory gives is not known, and may be a client of the contract.
    private static bool Gives<TImplementation>(ServiceDescriptor descriptor) =>
        descriptor.ImplementationType == typeof(TImplementation) || descriptor.ImplementationInstance is TImplementation;
}
