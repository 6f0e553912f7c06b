using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using TypedRpc;
using TypedRpc.Binding;
using TypedRpc.RabbitMQ.Hosting;

#pragma warning disable IDE0130 // The namespace in which users look for what a host can do.
namespace Microsoft.Extensions.Hosting;
#pragma warning restore IDE0130

/// <summary>Maps services and subscribers to their implementations.</summary>
public static class TypedRpcHostExtensions
{
    /// <summary>Serves every contract that a class implements, from the start of the host on.</summary>
    /// <typeparam name="TImplementation">The class. Registered as a singleton, by itself or under the contract, one object serves all calls; otherwise each call has a scope of its own.</typeparam>
    /// <param name="host">The host, before it is started.</param>
    /// <param name="configure">Changes how the services are served, or null.</param>
    /// <returns>The host.</returns>
    /// <exception cref="RpcContractException">The class implements no contract, or a type of one has no formatter.</exception>
    /// <exception cref="InvalidOperationException">AddTypedRpc was not called, the host has started, or a contract is mapped already.</exception>
    public static IHost MapRabbitService<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces)] TImplementation>(
        this IHost host, Action<ServiceOptions>? configure = null)
        where TImplementation : class
    {
        ArgumentNullException.ThrowIfNull(host);
        var connection = host.Services.ConnectionFor<TImplementation>(nameof(MapRabbitService));
        var lifetimes = host.Services.GetRequiredService<ServiceLifetimes>();
        foreach (var contract in RpcContractRegistry.ImplementedBy(typeof(TImplementation)))
        {
            connection.Map(contract, lifetimes.ActivatorFor<TImplementation>(host.Services, contract.ContractType), configure);
        }

        return host;
    }

    /// <summary>Subscribes a class to the events of every contract of events that it implements, from the start of the host on.</summary>
    /// <typeparam name="TImplementation">The class. Registered as a singleton, by itself or under the contract, one object handles all events; otherwise each event has a scope of its own.</typeparam>
    /// <param name="host">The host, before it is started.</param>
    /// <param name="configure">Sets the group and the rest, or null.</param>
    /// <returns>The host.</returns>
    /// <exception cref="RpcContractException">The class implements no contract of events, or a type of one has no formatter.</exception>
    /// <exception cref="InvalidOperationException">AddTypedRpc was not called, or the host has started.</exception>
    public static IHost MapRabbitSubscriber<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces)] TImplementation>(
        this IHost host, Action<SubscriberOptions>? configure = null)
        where TImplementation : class
    {
        ArgumentNullException.ThrowIfNull(host);
        var connection = host.Services.ConnectionFor<TImplementation>(nameof(MapRabbitSubscriber));
        var lifetimes = host.Services.GetRequiredService<ServiceLifetimes>();
        foreach (var contract in EventContractRegistry.ImplementedBy(typeof(TImplementation)))
        {
            connection.Map(contract, lifetimes.ActivatorFor<TImplementation>(host.Services, contract.ContractType), configure);
        }

        return host;
    }
}
