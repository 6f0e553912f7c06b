namespace TypedRpc.Transport;

/// <summary>What a server consumes from: the service's shared queue and this server's own control queue.</summary>
/// <param name="Address">The exchanges.</param>
/// <param name="Queue">The shared request queue.</param>
/// <param name="RoutingKeys">Keys that bind the shared queue to the request exchange, one a method.</param>
/// <param name="ControlKey">Key that binds this server's own, server-named, exclusive queue to the request exchange: what is sent to it reaches every server.</param>
/// <param name="Options">Queue arguments and prefetch.</param>
public sealed record ServiceBinding(ServiceAddress Address, string Queue, IReadOnlyList<string> RoutingKeys, string ControlKey, ServiceOptions Options);
