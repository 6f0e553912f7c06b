using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedRpc;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Hosting;
using TypedRpc.RabbitMQ.Transport;

#pragma warning disable IDE0130 // The namespace in which users look for registrations.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers TypedRpc.</summary>
public static class TypedRpcServiceCollectionExtensions
{
    /// <summary>Adds the connection of this host, configured from <c>ConnectionStrings:rabbitmq</c> and the section <c>TypedRpc</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration's root.</param>
    public static TypedRpcBuilder AddTypedRpc(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("TypedRpc");
        var builder = services.AddTypedRpc(options => section.Bind(options));
        services.Configure<RabbitMqOptions>(options =>
        {
            options.Uri = configuration.GetConnectionString("rabbitmq") ?? options.Uri;
            section.GetSection("RabbitMQ").Bind(options);
        });
        return builder;
    }

    /// <summary>Adds the connection of this host, configured by code; <see cref="RabbitMqOptions"/> are configured as options of their own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings.</param>
    public static TypedRpcBuilder AddTypedRpc(this IServiceCollection services, Action<TypedRpcOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        services.AddOptions<TypedRpcOptions>().ValidateOnStart();
        services.AddOptions<RabbitMqOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TypedRpcOptions>, TypedRpcOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ServiceLifetimes(services));
        services.TryAddSingleton<TransportFactory>(static provider => () => new RabbitMqTransport(
            provider.GetRequiredService<IOptions<RabbitMqOptions>>().Value,
            provider.GetRequiredService<IOptions<TypedRpcOptions>>().Value.MaxMessageSize,
            provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton(static provider => new RpcConnection(
            provider.GetRequiredService<TransportFactory>()(),
            provider.GetRequiredService<IOptions<TypedRpcOptions>>().Value,
            provider.GetService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RpcHostedService>());
        return new TypedRpcBuilder(services);
    }

    /// <summary>Adds a client of a contract: inject <typeparamref name="TContract"/> anywhere.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddRabbitClient<TContract>(this IServiceCollection services)
        where TContract : class => Add(services, nameof(AddRabbitClient), static connection => connection.CreateClient<TContract>());

    /// <summary>Adds a publisher of a contract of events: inject <typeparamref name="TContract"/> anywhere.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes how it publishes, or null for <see cref="TypedRpcOptions.Publisher"/>.</param>
    public static IServiceCollection AddRabbitPublisher<TContract>(this IServiceCollection services, Action<PublisherOptions>? configure = null)
        where TContract : class => Add(services, nameof(AddRabbitPublisher), connection => connection.CreatePublisher<TContract>(configure));

    private static IServiceCollection Add<TContract>(IServiceCollection services, string method, Func<RpcConnection, TContract> make)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(new ClientCheck(connection => make(connection)));
        services.TryAddSingleton(provider => make(provider.ConnectionFor<TContract>(method)));
        return services;
    }
}
