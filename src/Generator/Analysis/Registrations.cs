using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Analysis;

/// <summary>The methods of TypedRpc by which an application says what it calls, serves, publishes and subscribes to.</summary>
internal sealed class Registrations
{
    private readonly INamedTypeSymbol _connection;
    private readonly INamedTypeSymbol? _host;
    private readonly INamedTypeSymbol? _services;

    private Registrations(INamedTypeSymbol connection, INamedTypeSymbol? host, INamedTypeSymbol? services)
    {
        _connection = connection;
        _host = host;
        _services = services;
    }

    /// <summary>Null in a project without TypedRpc.</summary>
    public static Registrations? Find(Compilation compilation) => compilation.GetTypeByMetadataName(KnownNames.Connection) is { } connection
        ? new(connection, compilation.GetTypeByMetadataName(KnownNames.HostExtensions), compilation.GetTypeByMetadataName(KnownNames.ServiceExtensions))
        : null;

    public RegistrationKind Kind(IMethodSymbol method) => method.Name switch
    {
        "MapRabbitService" when IsOf(method, _host) => RegistrationKind.Implementation,
        "AddRabbitClient" when IsOf(method, _services) => RegistrationKind.Contract,
        "CreateClient" or "ServeAsync" when IsOf(method, _connection) => RegistrationKind.Contract,
        "MapRabbitSubscriber" when IsOf(method, _host) => RegistrationKind.Subscriber,
        "AddRabbitPublisher" when IsOf(method, _services) => RegistrationKind.Events,
        "CreatePublisher" or "SubscribeAsync" when IsOf(method, _connection) => RegistrationKind.Events,
        _ => RegistrationKind.None,
    };

    /// <summary>Whether a method gives the application a connection.</summary>
    public bool IsSetUp(IMethodSymbol method) => method.Name == "AddTypedRpc" && IsOf(method, _services);

    private static bool IsOf(IMethodSymbol method, INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(method.ContainingType, type);
}
